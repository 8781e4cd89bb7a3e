import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { MitBegruendung } from './eingriffe.dto.js';

const variablen = { type: 'object', additionalProperties: true, nullable: true } as const;

/** What the incidents of a place have in common. */
export class Stoerungsart {
  @ApiProperty() prozess: string;
  @ApiProperty() prozessName: string;
  @ApiProperty() elementId: string;
  @ApiProperty({ description: 'Name des Elements' }) name: string;
  @ApiProperty() code: string;
  @ApiProperty() anzahl: number;
  @ApiProperty({ format: 'date-time' }) aeltesteSeit: string;
}

export class Betriebsuebersicht {
  @ApiProperty({ description: 'Alle Störungen' }) anzahl: number;
  @ApiProperty({ type: [Stoerungsart], description: 'Häufigste zuerst, höchstens 100' })
  arten: Stoerungsart[];
}

export class StoerungenAnfrage {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(200) prozess?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(200) element?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(200) code?: string;

  @ApiPropertyOptional({ type: Number, description: 'Nur, was mindestens so lange steht' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100_000)
  stunden?: number;

  @ApiPropertyOptional({ description: 'Wert von `weiter` der vorigen Seite' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

/** A process instance as the operators name it. */
export class AblaufBezug {
  @ApiProperty() ablaufId: string;
  @ApiProperty({ type: String, nullable: true }) vorgangId: string | null;
  @ApiProperty({ type: String, nullable: true }) referenz: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'null: nicht für diese Rolle' }) titel:
    string | null;
}

export class Stoerung extends AblaufBezug {
  @ApiProperty() prozess: string;
  @ApiProperty() prozessName: string;
  @ApiProperty() elementId: string;
  @ApiProperty() name: string;
  @ApiProperty() code: string;
  @ApiProperty() text: string;
  @ApiProperty({ format: 'date-time' }) seit: string;
}

export class StoerungenSeite {
  @ApiProperty({ type: [Stoerung] }) eintraege: Stoerung[];
  @ApiProperty({ type: String, nullable: true }) weiter: string | null;
}

export class StoerungenWiederholen extends MitBegruendung {
  @ApiProperty() @IsString() @MaxLength(200) prozess: string;
  @ApiProperty() @IsString() @MaxLength(200) element: string;
  @ApiProperty() @IsString() @MaxLength(200) code: string;
}

export class AblaufStoerung {
  @ApiProperty() schluessel: string;
  @ApiProperty() code: string;
  @ApiProperty() text: string;
  @ApiProperty({ type: String, nullable: true }) ausdruck: string | null;
  @ApiProperty({
    ...variablen,
    description: 'Werte, die der Ausdruck verwendet hat; null: nicht für diese Rolle',
  })
  eingaben: Record<string, unknown> | null;
}

export class AblaufStelle {
  @ApiProperty({ description: 'Für `von` beim Versetzen' }) marke: string;
  @ApiProperty({ description: 'Für `schluessel` beim Eskalieren' }) schluessel: string;
  @ApiProperty() elementId: string;
  @ApiProperty() name: string;
  @ApiProperty({ format: 'date-time' }) seit: string;
  @ApiProperty() worauf: string;
  @ApiProperty({ description: 'Nur Hülle um anderes; sie endet mit ihrem Inhalt' }) huelle: boolean;
  @ApiProperty({ type: [String], description: 'Eskalationen, die hier jemand auffängt' })
  eskalationen: string[];
  @ApiProperty({ type: AblaufStoerung, nullable: true }) stoerung: AblaufStoerung | null;
}

export class ElementKurz {
  @ApiProperty() elementId: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'BPMN-Typ' }) art: string;
}

export const ABLAUF_STATUS = ['laeuft', 'stoerung', 'beendet', 'abgebrochen'] as const;

export class Ablauf extends AblaufBezug {
  @ApiProperty() prozess: string;
  @ApiProperty() prozessName: string;
  @ApiProperty({ enum: ABLAUF_STATUS }) status: (typeof ABLAUF_STATUS)[number];
  @ApiProperty({ description: 'Zählt die Schritte; gehört in jeden Eingriff' }) stand: number;
  @ApiProperty() version: number;
  @ApiProperty() neuesteVersion: number;
  @ApiProperty({ type: [AblaufStelle] }) stellen: AblaufStelle[];
  @ApiProperty({ ...variablen, description: 'Variablen des Ablaufs; null: nicht für diese Rolle' })
  variablen: Record<string, unknown> | null;
  @ApiProperty({ type: [ElementKurz], description: 'Wohin sich versetzen lässt' }) ziele: ElementKurz[];
  @ApiProperty({ description: 'Variablen ändern, versetzen, eskalieren, abbrechen' }) darfEingreifen: boolean;
}
