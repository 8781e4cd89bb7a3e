import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsObject, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { AblaufBezug, ElementKurz } from './betriebsaufsicht.dto.js';
import { MitBegruendung } from './eingriffe.dto.js';

export class ProzessBestand {
  @ApiProperty() prozess: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'Laufende Vorgänge' }) anzahl: number;
}

export class Fassung {
  @ApiProperty() version: number;
  @ApiProperty() kommentar: string;
  @ApiProperty({ format: 'date-time' }) am: string;
  @ApiProperty({ type: [ProzessBestand] }) prozesse: ProzessBestand[];
}

const zuordnung = {
  type: 'object',
  additionalProperties: { type: 'string' },
  description: 'Element der alten Fassung → Element der neuen, das an seine Stelle tritt',
} as const;

/** What moves where. */
export class Umzugsplan {
  @ApiProperty() @IsString() @MaxLength(200) prozess: string;
  @ApiProperty() @IsInt() vonVersion: number;
  @ApiProperty() @IsInt() nachVersion: number;
  @ApiProperty(zuordnung) @IsObject() zuordnung: Record<string, string>;
  @ApiPropertyOptional({ description: 'Nur dieser Ablauf' }) @IsOptional() @IsUUID() ablaufId?: string;
}

export class Umzug extends MitBegruendung {
  @ApiProperty() @IsString() @MaxLength(200) prozess: string;
  @ApiProperty() @IsInt() vonVersion: number;
  @ApiProperty() @IsInt() nachVersion: number;
  @ApiProperty(zuordnung) @IsObject() zuordnung: Record<string, string>;
  @ApiPropertyOptional({ description: 'Nur dieser Ablauf' }) @IsOptional() @IsUUID() ablaufId?: string;
}

export const UMZUG_ERGEBNISSE = ['moeglich', 'zuordnung', 'blockiert'] as const;
export type UmzugErgebnis = (typeof UMZUG_ERGEBNISSE)[number];

export class UmzugEintrag extends AblaufBezug {
  @ApiProperty({ type: [String], description: 'Wo der Vorgang steht' }) stellen: string[];
  @ApiProperty({ enum: UMZUG_ERGEBNISSE }) ergebnis: UmzugErgebnis;
  @ApiProperty({ type: [String] }) gruende: string[];
}

export class OffeneZuordnung extends ElementKurz {
  @ApiProperty({ description: 'Vorgänge, die sie brauchen' }) anzahl: number;
  @ApiProperty({ type: [ElementKurz] }) moeglich: ElementKurz[];
}

export class Umzugsvorschau {
  @ApiProperty() anzahl: number;
  @ApiProperty({ description: 'So viele wurden geprüft' }) geprueft: number;
  @ApiProperty() moeglich: number;
  @ApiProperty() brauchtZuordnung: number;
  @ApiProperty() blockiert: number;
  @ApiProperty({ type: [UmzugEintrag], description: 'Was hakt zuerst, höchstens 100' })
  eintraege: UmzugEintrag[];
  @ApiProperty({ type: [OffeneZuordnung] }) zuordnungen: OffeneZuordnung[];
}

export const LAUF_STATUS = ['laeuft', 'fertig', 'angehalten'] as const;

export class Massenlauf {
  @ApiProperty() id: string;
  @ApiProperty({ enum: ['umzug', 'wiederholung'] }) art: 'umzug' | 'wiederholung';
  @ApiProperty() text: string;
  @ApiProperty() begruendung: string;
  @ApiProperty({ type: String, nullable: true }) wer: string | null;
  @ApiProperty({ format: 'date-time' }) begonnenAm: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) beendetAm: string | null;
  @ApiProperty({ enum: LAUF_STATUS }) status: (typeof LAUF_STATUS)[number];
  @ApiProperty() gesamt: number;
  @ApiProperty() wartend: number;
  @ApiProperty() erledigt: number;
  @ApiProperty({ description: 'Blieben, wie sie waren' }) abgelehnt: number;
  @ApiProperty({ description: 'Nach mehreren Versuchen aufgegeben' }) gescheitert: number;
}

export class LaufErgebnis extends AblaufBezug {
  @ApiProperty({ enum: ['wartet', 'erledigt', 'abgelehnt', 'gescheitert'] })
  status: 'wartet' | 'erledigt' | 'abgelehnt' | 'gescheitert';
  @ApiProperty({ type: [String] }) gruende: string[];
}

export class MassenlaufMitErgebnissen extends Massenlauf {
  @ApiProperty({ type: [LaufErgebnis], description: 'Was nicht ging zuerst, höchstens 200' })
  ergebnisse: LaufErgebnis[];
}

export class LaufBegonnen {
  @ApiProperty() id: string;
  @ApiProperty({ description: 'Betroffene Vorgänge' }) anzahl: number;
}
