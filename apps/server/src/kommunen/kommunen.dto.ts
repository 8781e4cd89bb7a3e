import { ApiProperty } from '@nestjs/swagger';

export class KommuneKurz {
  @ApiProperty({ example: 'rheine' }) id: string;
  @ApiProperty({ example: 'Stadt Rheine' }) name: string;
}

export class NotfallKontakt {
  @ApiProperty() text: string;
  @ApiProperty() telefon: string;
}

export class ZugangDto {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty() beschreibung: string;
  @ApiProperty() zielgruppe: string;
}

export class Aufbewahrungsdauer {
  @ApiProperty() text: string;
  @ApiProperty({ example: '3 Jahre' }) dauer: string;
}

export class EmpfaengerStelle {
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true, description: 'DSGVO, KDG oder DSG-EKD' }) regime:
    string | null;
}

export class DatenschutzHinweise {
  @ApiProperty() verantwortlich: string;
  @ApiProperty({ type: String, nullable: true }) beauftragte: string | null;
  @ApiProperty({ description: 'Aufsichtsbehörde' }) aufsicht: string;
  @ApiProperty({ type: String, nullable: true }) hinweis: string | null;
  @ApiProperty({ type: [Aufbewahrungsdauer] }) speicherdauer: Aufbewahrungsdauer[];
  @ApiProperty({ type: [EmpfaengerStelle] }) stellen: EmpfaengerStelle[];
}

export class KommuneDto extends KommuneKurz {
  @ApiProperty() einleitung: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } }) kontakt: Record<string, string>;
  @ApiProperty({ type: [NotfallKontakt] }) notfall: NotfallKontakt[];
  @ApiProperty({ type: [ZugangDto] }) zugaenge: ZugangDto[];
  @ApiProperty({ type: DatenschutzHinweise, description: 'Art. 13 und 14 DSGVO' })
  datenschutz: DatenschutzHinweise;
}

export class FormularDto {
  @ApiProperty() id: string;
  @ApiProperty({ description: 'Version des Modellpakets, aus dem das Formular stammt' }) version: number;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'form-js-Schema' })
  schema: Record<string, unknown>;
}
