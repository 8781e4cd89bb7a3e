import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { VorgangBezug } from '../aufgaben/aufgaben.dto.js';

const Trimmed = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

export const TERMIN_ARTEN = [
  'fallkonferenz',
  'uebergabe',
  'projektgruppe',
  'lenkungsgruppe',
  'sonstiges',
] as const;
export type TerminArt = (typeof TERMIN_ARTEN)[number];

export class TerminEingabe {
  @ApiProperty({ enum: TERMIN_ARTEN }) @IsIn(TERMIN_ARTEN) art: TerminArt;

  @ApiProperty({ description: 'Ohne Namen: er steht in Kalendern und Mails', maxLength: 120 })
  @Trimmed()
  @IsString()
  @MinLength(1)
  @MaxLength(120)
  titel: string;

  @ApiProperty({ description: 'Deutsche Ortszeit wie `2026-12-03T14:30`' })
  @Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
  beginn: string;

  @ApiProperty({ description: 'Minuten', minimum: 5, maximum: 1440 })
  @IsInt()
  @Min(5)
  @Max(1440)
  dauer: number;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Raum oder Link zur Videokonferenz' })
  @IsOptional()
  @Trimmed()
  @IsString()
  @MaxLength(300)
  ort?: string | null;

  @ApiProperty({ type: [String], description: 'Gruppen (`organisation:rolle`), `melder`, E-Mail-Adressen' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(30)
  @IsString({ each: true })
  @MaxLength(254, { each: true })
  teilnehmende: string[];
}

export class TeilnehmendeDto {
  @ApiProperty({ description: 'Gruppe, `melder` oder E-Mail-Adresse; leer, wenn sie nicht gezeigt wird' })
  id: string;
  @ApiProperty() text: string;
}

export class TerminDto {
  @ApiProperty() id: string;
  @ApiProperty({ enum: [...TERMIN_ARTEN, 'ablauf'], description: '`ablauf`: das Modell hat eingeladen' })
  art: string;
  @ApiProperty() titel: string;
  @ApiProperty({ format: 'date-time' }) beginn: string;
  @ApiProperty({ description: 'Nur der Tag steht fest' }) ganztags: boolean;
  @ApiProperty({ description: 'Minuten' }) dauer: number;
  @ApiProperty({ type: String, nullable: true }) ort: string | null;
  @ApiProperty({ type: [TeilnehmendeDto] }) teilnehmende: TeilnehmendeDto[];
  @ApiProperty({ enum: ['geplant', 'abgesagt'] }) status: 'geplant' | 'abgesagt';
  @ApiProperty({ description: 'Ob Sie ihn verschieben oder absagen können' }) aenderbar: boolean;
  @ApiProperty({ type: VorgangBezug }) vorgang: VorgangBezug;
}

export class TerminListe {
  @ApiProperty({ description: 'Ob Sie hier Termine planen können' }) darfPlanen: boolean;
  @ApiProperty({ type: [TerminDto] }) eintraege: TerminDto[];
}

export class TerminVorschlag {
  @ApiProperty({ enum: TERMIN_ARTEN }) art: TerminArt;
  @ApiProperty() text: string;
  @ApiProperty() titel: string;
}

export class TerminAuswahl {
  @ApiProperty({ type: [TerminVorschlag] }) arten: TerminVorschlag[];
  @ApiProperty({ type: [TeilnehmendeDto] }) gruppen: TeilnehmendeDto[];
  @ApiProperty({ description: 'Ob die meldende Stelle eine E-Mail-Adresse angegeben hat' }) melder: boolean;
}
