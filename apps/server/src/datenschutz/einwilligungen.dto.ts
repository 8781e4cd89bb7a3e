import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  Length,
  MaxLength,
} from 'class-validator';
import { OrganisationKurz } from '../anmeldung/anmeldung.dto.js';

export const FORMEN = ['schriftlich', 'muendlich', 'elektronisch'] as const;
export const DURCH = ['person', 'sorgeberechtigte'] as const;

export class EinwilligungEingabe {
  @ApiProperty({ description: 'Was der Person gesagt wurde und worin sie eingewilligt hat' })
  @IsString()
  @Length(20, 10_000)
  text: string;

  @ApiProperty({ example: 'de', description: 'Sprache des Textes' })
  @IsString()
  @Length(2, 20)
  sprache: string;

  @ApiProperty({ type: [String], description: 'Ids der Organisationen' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsString({ each: true })
  empfaenger: string[];

  @ApiProperty({ type: [String] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(3, 200, { each: true })
  zwecke: string[];

  @ApiProperty({ enum: FORMEN }) @IsIn(FORMEN) form: (typeof FORMEN)[number];

  @ApiPropertyOptional({ description: 'Warum nicht schriftlich; nötig, wenn kirchliches Recht (KDG) gilt' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  umstaende?: string;

  @ApiProperty({ enum: DURCH }) @IsIn(DURCH) durch: (typeof DURCH)[number];
  @ApiProperty({ description: 'Umfasst ausdrücklich Gesundheit und Herkunft' })
  @IsBoolean()
  besondere: boolean;
  @ApiProperty({ format: 'date' }) @IsISO8601({ strict: true }) @Length(10, 10) erteiltAm: string;
}

export class EinwilligungEintrag {
  @ApiProperty() id: string;
  @ApiProperty() text: string;
  @ApiProperty({ description: 'SHA-256 des Textes: derselbe Text ist dieselbe Fassung' }) fassung: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Version der Modelle; null: von Hand erfasst' })
  paketVersion: number | null;
  @ApiProperty() sprache: string;
  @ApiProperty({
    type: [OrganisationKurz],
    description: 'Organisationen, und Arten von ihnen als „art:traeger“',
  })
  empfaenger: OrganisationKurz[];
  @ApiProperty({ type: [String] }) zwecke: string[];
  @ApiProperty({ enum: FORMEN }) form: (typeof FORMEN)[number];
  @ApiProperty({ type: String, nullable: true }) umstaende: string | null;
  @ApiProperty({ enum: DURCH }) durch: (typeof DURCH)[number];
  @ApiProperty() besondere: boolean;
  @ApiProperty({ format: 'date' }) erteiltAm: string;
  @ApiProperty({ format: 'date-time' }) erfasstAm: string;
  @ApiProperty() erfasstVon: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) widerrufenAm: string | null;
  @ApiProperty({ type: String, nullable: true }) widerrufenVon: string | null;
  @ApiProperty({
    type: [String],
    description: 'Empfänger nach KDG, für die Schriftform fehlt, ohne dass Umstände dokumentiert sind',
  })
  schriftformFehlt: string[];
}

export class Einwilligungsvorlage {
  @ApiProperty() text: string;
  @ApiProperty() sprache: string;
  @ApiProperty({ type: [String] }) zwecke: string[];
}

export class Empfaenger extends OrganisationKurz {
  @ApiProperty({ type: String, nullable: true, description: 'DSGVO, KDG oder DSG-EKD' }) regime:
    string | null;
  @ApiProperty({
    description:
      'Ob nach den Einwilligungen der Fall dorthin darf; ohne Einwilligung sagt es allein der Ablauf',
  })
  gedeckt: boolean;
}

export class Einwilligungen {
  @ApiProperty({ type: [EinwilligungEintrag] }) eintraege: EinwilligungEintrag[];
  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'Seit wann keine Einwilligung mehr gilt: keine weitere Stelle bekommt den Fall',
  })
  gestopptSeit: string | null;
  @ApiProperty({
    type: Einwilligungsvorlage,
    nullable: true,
    description: 'Text aus dem Formular der Meldung',
  })
  vorlage: Einwilligungsvorlage | null;
  @ApiProperty({ type: [Empfaenger] }) organisationen: Empfaenger[];
  @ApiProperty() darfErfassen: boolean;
}
