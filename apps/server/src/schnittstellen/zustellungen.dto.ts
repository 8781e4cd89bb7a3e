import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
} from 'class-validator';

const STAENDE = ['gescheitert', 'wartet'] as const;

export class ZustellungenAnfrage {
  @ApiPropertyOptional({ enum: STAENDE, description: 'Ohne Angabe: gescheitert' })
  @IsOptional()
  @IsIn(STAENDE)
  stand?: (typeof STAENDE)[number];

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}

export class ZustellungEintrag {
  @ApiProperty() id: string;
  @ApiProperty({ enum: ['mail', 'webhook', 'sonstiges'] }) kanal: 'mail' | 'webhook' | 'sonstiges';
  @ApiProperty({ description: 'Was zugestellt werden sollte' }) inhalt: string;
  @ApiProperty({ description: 'An wen' }) an: string;
  @ApiProperty({ type: String, nullable: true }) fehler: string | null;
  @ApiProperty() versuche: number;
  @ApiProperty({ format: 'date-time' }) angelegtAm: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Nächster Versuch' })
  naechsterVersuch: string | null;
}

export class ZustellungenSeite {
  @ApiProperty({ type: [ZustellungEintrag] }) eintraege: ZustellungEintrag[];
  @ApiProperty({ type: String, nullable: true }) weiter: string | null;
  @ApiProperty({ description: 'Alle, die gescheitert sind' }) gescheitert: number;
}

export class ZustellungenAuswahl {
  @ApiPropertyOptional({ type: [String], description: 'Ohne Angabe: alle gescheiterten' })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(500)
  @IsUUID('all', { each: true })
  ids?: string[];
}

export class ZustellungenVerwerfen extends ZustellungenAuswahl {
  @ApiProperty({ description: 'Warum sie nicht mehr zugestellt werden sollen' })
  @IsString()
  @MinLength(10)
  @MaxLength(500)
  begruendung: string;
}

export class ZustellungenGeaendert {
  @ApiProperty() anzahl: number;
}
