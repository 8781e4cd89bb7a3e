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

export class KommuneDto extends KommuneKurz {
  @ApiProperty() einleitung: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } }) kontakt: Record<string, string>;
  @ApiProperty({ type: [NotfallKontakt] }) notfall: NotfallKontakt[];
  @ApiProperty({ type: [ZugangDto] }) zugaenge: ZugangDto[];
}

export class FormularDto {
  @ApiProperty() id: string;
  @ApiProperty({ description: 'Version des Modellpakets, aus dem das Formular stammt' }) version: number;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'form-js-Schema' })
  schema: Record<string, unknown>;
}
