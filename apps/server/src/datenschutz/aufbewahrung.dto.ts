import { ApiProperty } from '@nestjs/swagger';
import { AUFBEWAHRUNGSKLASSEN, type Aufbewahrungsklasse } from '@zusteuerung/domain';
import { IsIn, IsInt, IsISO8601, Max, Min } from 'class-validator';

export class Loeschkandidat {
  @ApiProperty({ description: 'Vorgangsnummer, ohne Bezug zur Person' }) referenz: string;
  @ApiProperty({ format: 'date-time' }) faelligAm: string;
  @ApiProperty({ description: 'Das Löschen ist ausgesetzt' }) gesperrt: boolean;
}

export class Loeschklasse {
  @ApiProperty({ enum: AUFBEWAHRUNGSKLASSEN }) klasse: Aufbewahrungsklasse;
  @ApiProperty() text: string;
  @ApiProperty({ description: 'Dauer nach ISO 8601', example: 'P3Y' }) frist: string;
  @ApiProperty() automatisch: boolean;
  @ApiProperty({ description: 'Wie viele jetzt gelöscht würden' }) faellig: number;
  @ApiProperty({ description: 'Fällig, aber ausgesetzt' }) gesperrt: number;
  @ApiProperty({ type: [Loeschkandidat], description: 'Die nächsten zwanzig' }) naechste: Loeschkandidat[];
}

export class Loeschlauf {
  @ApiProperty({ enum: AUFBEWAHRUNGSKLASSEN }) klasse: string;
  @ApiProperty() text: string;
  @ApiProperty() freigegebenVon: string;
  @ApiProperty({ format: 'date-time' }) freigegebenAm: string;
  @ApiProperty() anzahl: number;
  @ApiProperty() geloescht: number;
  @ApiProperty({ description: 'Nicht gelöscht, weil ausgesetzt oder wieder in Arbeit' }) behalten: number;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) fertigAm: string | null;
}

export class Loeschvorschau {
  @ApiProperty({ format: 'date-time', description: 'Zeitpunkt, für den die Zahlen gelten' }) stand: string;
  @ApiProperty({ type: [Loeschklasse] }) klassen: Loeschklasse[];
  @ApiProperty({ type: [Loeschlauf] }) laeufe: Loeschlauf[];
  @ApiProperty() darfFreigeben: boolean;
}

export class FreigabeEingabe {
  @ApiProperty({ enum: AUFBEWAHRUNGSKLASSEN }) @IsIn(AUFBEWAHRUNGSKLASSEN) klasse: Aufbewahrungsklasse;
  @ApiProperty({ format: 'date-time', description: '`stand` der Vorschau' }) @IsISO8601() stand: string;
  @ApiProperty({ description: 'Anzahl der Vorschau; hat sie sich geändert, geschieht nichts' })
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  anzahl: number;
}
