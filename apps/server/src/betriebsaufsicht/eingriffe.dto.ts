import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
} from 'class-validator';

export const EINGRIFF_ARTEN = ['wiederholen', 'variablen', 'versetzen', 'eskalieren', 'abbrechen'] as const;
export type EingriffArt = (typeof EINGRIFF_ARTEN)[number];

/** Why somebody steps in; becomes part of the case's history. */
export class MitBegruendung {
  @ApiProperty({ minLength: 10, maxLength: 500, description: 'Steht im Verlauf; ohne Angaben zu Personen' })
  @IsString()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @MinLength(10, { message: 'Bitte begründen Sie das in mindestens zehn Zeichen.' })
  @MaxLength(500)
  begruendung: string;
}

export class Eingriff extends MitBegruendung {
  @ApiProperty({ enum: EINGRIFF_ARTEN })
  @IsIn(EINGRIFF_ARTEN)
  art: EingriffArt;

  @ApiProperty({ description: '`stand` des Ablaufs, wie er gesehen wurde; läuft er inzwischen weiter: 409' })
  @IsInt()
  stand: number;

  @ApiPropertyOptional({ description: 'wiederholen: die Störung; eskalieren: der Wartezustand' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  schluessel?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'Neue Werte; was nicht genannt ist, bleibt',
  })
  @IsOptional()
  @IsObject()
  variablen?: Record<string, unknown>;

  @ApiPropertyOptional({ type: [String], description: 'versetzen: Marken, die enden' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  von?: string[];

  @ApiPropertyOptional({ type: [String], description: 'versetzen: Elemente, vor denen es weitergeht' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  nach?: string[];

  @ApiPropertyOptional({ description: 'eskalieren: der Code' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  code?: string;
}

export const FOLGE_ARTEN = ['info', 'warnung'] as const;

export class Folge {
  @ApiProperty({ enum: FOLGE_ARTEN }) art: (typeof FOLGE_ARTEN)[number];
  @ApiProperty() text: string;
}

export class Folgen {
  @ApiProperty({ type: [Folge], description: 'Was geschieht oder geschehen ist, in Sätzen' }) folgen: Folge[];
}
