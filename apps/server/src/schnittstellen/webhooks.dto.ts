import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';
import { EREIGNISSE, type Ereignisart } from './ereignisse.js';

export const EREIGNISARTEN = Object.keys(EREIGNISSE) as Ereignisart[];

export class EreignisartDto {
  @ApiProperty({ enum: EREIGNISARTEN }) art: Ereignisart;
  @ApiProperty({ description: 'Wann es gesendet wird, in einem Satz' }) text: string;
}

export class WebhookEingabe {
  @ApiProperty({ example: 'Fachverfahren Sozialamt' })
  @IsString()
  @Matches(/\S/)
  @MaxLength(100)
  name: string;

  @ApiProperty({ example: 'https://fachverfahren.example.de/ereignisse' })
  @IsString()
  @MaxLength(2000)
  url: string;

  @ApiProperty({ enum: EREIGNISARTEN, isArray: true })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @ArrayMaxSize(EREIGNISARTEN.length)
  @IsIn(EREIGNISARTEN, { each: true })
  ereignisse: Ereignisart[];

  @ApiPropertyOptional({ description: 'Ohne Angabe: ja' })
  @IsOptional()
  @IsBoolean()
  aktiv?: boolean;
}

export class Webhook {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty() url: string;
  @ApiProperty({ enum: EREIGNISARTEN, isArray: true }) ereignisse: Ereignisart[];
  @ApiProperty({ description: 'Nein: es wird nichts gesendet' }) aktiv: boolean;
  @ApiProperty() angelegtVon: string;
  @ApiProperty({ format: 'date-time' }) angelegtAm: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) zugestelltAm: string | null;
  @ApiProperty({ description: 'Ereignisse, die endgültig nicht angekommen sind' }) gescheitert: number;
}

export class WebhookMitGeheimnis extends Webhook {
  @ApiProperty({ description: 'Zum Prüfen der Signatur (Standard Webhooks); nur jetzt zu sehen' })
  geheimnis: string;
}

export class Webhooks {
  @ApiProperty({ type: [Webhook] }) webhooks: Webhook[];
  @ApiProperty({ type: [EreignisartDto] }) ereignisarten: EreignisartDto[];
}

export class WebhookProbe {
  @ApiProperty() angenommen: boolean;
  @ApiProperty({ description: 'Was der Empfänger geantwortet hat oder warum er nicht erreichbar war' })
  text: string;
}
