import { ApiProperty } from '@nestjs/swagger';
import { IsObject, IsString, MaxLength } from 'class-validator';

export class MeldungEingabe {
  @ApiProperty({ description: 'Id des Zugangs', example: 'meldung' })
  @IsString()
  @MaxLength(100)
  zugang: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Antworten nach Schlüssel des Feldes',
  })
  @IsObject()
  antworten: Record<string, unknown>;
}

export class FrageAntwort {
  @ApiProperty() frage: string;
  @ApiProperty() antwort: string;
}

export class Angabengruppe {
  @ApiProperty() gruppe: string;
  @ApiProperty({ type: [FrageAntwort] }) eintraege: FrageAntwort[];
}

export class MeldungQuittung {
  @ApiProperty({ example: 'RHE-2026-7K3M9Q' }) referenz: string;
  @ApiProperty({ description: 'Nur hier im Klartext' }) pin: string;
  @ApiProperty({ format: 'date-time' }) eingegangenAm: string;
  @ApiProperty({ type: [String] }) naechsteSchritte: string[];
  @ApiProperty({ type: [FrageAntwort] }) antworten: FrageAntwort[];
}
