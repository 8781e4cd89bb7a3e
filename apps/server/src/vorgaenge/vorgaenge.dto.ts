import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { OrganisationKurz } from '../anmeldung/anmeldung.dto.js';
import { AufgabeEintrag, VORGANG_ARTEN, VorgangBezug, type VorgangArt } from '../aufgaben/aufgaben.dto.js';
import { Angabengruppe, FrageAntwort } from '../meldungen/meldungen.dto.js';
import { VorschlagDto } from './vorschlag.dto.js';

export class VorgaengeAnfrage {
  @ApiPropertyOptional({ enum: VORGANG_ARTEN })
  @IsOptional()
  @IsIn(VORGANG_ARTEN)
  art?: VorgangArt;

  @ApiPropertyOptional({ description: 'Wert von `weiter` der vorigen Seite' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;

  @ApiPropertyOptional({ description: 'Teil der Referenz oder des Titels' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  suche?: string;
}

export class VorgangEintrag extends VorgangBezug {
  @ApiProperty() status: string;
  @ApiProperty() statusText: string;
  @ApiProperty({ type: String, nullable: true }) stufe: string | null;
  @ApiProperty({ type: String, nullable: true }) stufeText: string | null;
  @ApiProperty({ description: 'Id des BPMN-Prozesses' }) prozess: string;
  @ApiProperty({ type: [OrganisationKurz], description: 'Beteiligte Organisationen' })
  organisationen: OrganisationKurz[];
  @ApiProperty({ format: 'date-time' }) eingegangenAm: string;
  @ApiProperty({ format: 'date-time' }) geaendertAm: string;
}

export class VorgaengeSeite {
  @ApiProperty({ type: [VorgangEintrag] }) eintraege: VorgangEintrag[];
  @ApiProperty({ type: String, nullable: true }) weiter: string | null;
}

export class PositionDto {
  @ApiProperty() elementId: string;
  @ApiProperty() name: string;
  @ApiProperty({ format: 'date-time' }) seit: string;
  @ApiProperty({ description: 'Worauf der Vorgang hier wartet' }) worauf: string;
  @ApiProperty({ type: String, nullable: true, description: 'Antwort auf „Warum hier?“' }) warumHier:
    string | null;
}

export class NameWert {
  @ApiProperty() name: string;
  @ApiProperty() wert: string;
}

export class Regelzeile {
  @ApiProperty() nummer: number;
  @ApiProperty() text: string;
  @ApiProperty({ type: String, nullable: true }) quelle: string | null;
  @ApiProperty() ergebnis: string;
}

export class Begruendung {
  @ApiProperty({ description: 'Name der Tabelle' }) entscheidung: string;
  @ApiProperty({ description: 'Id der Tabelle' }) tabelle: string;
  @ApiProperty({ description: 'Version des Modellpakets' }) version: number;
  @ApiProperty({ format: 'date-time' }) am: string;
  @ApiProperty({ type: [NameWert] }) eingaben: NameWert[];
  @ApiProperty({ type: [Regelzeile] }) zeilen: Regelzeile[];
}

export class VerlaufEintrag {
  @ApiProperty({ format: 'date-time' }) am: string;
  @ApiProperty({ type: String, nullable: true }) wer: string | null;
  @ApiProperty() text: string;
}

export class Ergebnis {
  @ApiProperty() aufgabe: string;
  @ApiProperty({ format: 'date-time' }) am: string;
  @ApiProperty({ type: String, nullable: true, description: 'Organisation' }) wer: string | null;
  @ApiProperty({ type: [FrageAntwort] }) eintraege: FrageAntwort[];
}

export class AnliegenBezug {
  @ApiProperty() id: string;
  @ApiProperty() referenz: string;
  @ApiProperty() titel: string;
  @ApiProperty({ type: String, nullable: true }) stufe: string | null;
  @ApiProperty({ type: String, nullable: true }) stufeText: string | null;
}

export class Vorgang extends VorgangEintrag {
  @ApiProperty({ enum: ['voll', 'status'], description: 'status: nur Stand und Rückmeldungen sind sichtbar' })
  zugriff: 'voll' | 'status';
  @ApiProperty({ type: [Angabengruppe] }) angaben: Angabengruppe[];
  @ApiProperty({ type: [Angabengruppe], nullable: true, description: 'null: nicht für diese Rolle' })
  person: Angabengruppe[] | null;
  @ApiProperty({ type: VorschlagDto, nullable: true }) vorschlag: VorschlagDto | null;
  @ApiProperty({ type: [PositionDto] }) positionen: PositionDto[];
  @ApiProperty({ type: [Begruendung] }) begruendung: Begruendung[];
  @ApiProperty({ type: [Ergebnis], description: 'Was zu den erledigten Aufgaben geantwortet wurde' })
  ergebnisse: Ergebnis[];
  @ApiProperty({ type: [VerlaufEintrag] }) verlauf: VerlaufEintrag[];
  @ApiProperty({ type: [AufgabeEintrag], description: 'Offene Aufgaben, die ich bearbeiten darf' })
  aufgaben: AufgabeEintrag[];
  @ApiProperty({ type: [AnliegenBezug] }) anliegen: AnliegenBezug[];
  @ApiProperty() modellVersion: number;
  @ApiProperty() darfAnliegen: boolean;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Für die Seiten unter „Betrieb“; null: nicht für diese Rolle',
  })
  ablaufId: string | null;
}

export class Diagramm {
  @ApiProperty({ description: 'BPMN 2.0' }) xml: string;
  @ApiProperty() version: number;
  @ApiProperty({ type: [String] }) aktiv: string[];
  @ApiProperty({ type: [String] }) erledigt: string[];
  @ApiProperty({ type: [String] }) stoerung: string[];
}
