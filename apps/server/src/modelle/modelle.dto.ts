import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { FindingDto } from '../fehler/fehler.dto.js';

export const DATEI_ARTEN = ['bpmn', 'dmn', 'form', 'nachricht', 'szenario', 'kommune', 'sonstige'] as const;
export type DateiArt = (typeof DATEI_ARTEN)[number];

export class ModellDateiKopf {
  @ApiProperty({ example: 'zusteuerung.bpmn' }) pfad: string;
  @ApiProperty({ enum: DATEI_ARTEN }) art: DateiArt;
  @ApiProperty({ description: 'Name aus dem Modell' }) name: string;
}

export class ModellPaket {
  @ApiProperty() version: number;
  @ApiProperty({ format: 'date-time' }) bereitgestelltAm: string;
  @ApiProperty() bereitgestelltVon: string;
  @ApiProperty({ type: [ModellDateiKopf] }) dateien: ModellDateiKopf[];
}

export class ModellVersion {
  @ApiProperty() version: number;
  @ApiProperty() kommentar: string;
  @ApiProperty({ format: 'date-time' }) bereitgestelltAm: string;
  @ApiProperty() bereitgestelltVon: string;
  @ApiProperty({ description: 'Vorgänge, die mit dieser Version laufen' }) laufendeVorgaenge: number;
  @ApiProperty({
    type: [String],
    description: 'Dateien, die sich gegenüber der vorigen Version unterscheiden',
  })
  geaendert: string[];
}

export class ModellVersionAnfrage {
  @ApiPropertyOptional({ type: Number, description: 'Ohne Angabe die aktuelle' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  version?: number;
}

export class ModellDateiAnfrage extends ModellVersionAnfrage {
  @ApiProperty({ example: 'zusteuerung.bpmn' })
  @IsString()
  @MaxLength(300)
  pfad: string;
}

export class ModellDatei {
  @ApiProperty({ example: 'zusteuerung.bpmn' })
  @IsString()
  @MaxLength(300)
  @Matches(/^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/)
  pfad: string;

  @ApiProperty()
  @IsString()
  @MaxLength(2_000_000)
  inhalt: string;
}

export class ModellDateiInhalt extends ModellDatei {
  @ApiProperty() version: number;
}

export class ModellPruefung {
  @ApiProperty({
    type: [ModellDatei],
    description: 'Geänderte Dateien; alle übrigen kommen aus der aktuellen Version',
  })
  @IsArray()
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ModellDatei)
  dateien: ModellDatei[];
}

export class ModellBereitstellung extends ModellPruefung {
  @ApiProperty()
  @IsString()
  @MaxLength(500)
  kommentar: string;

  @ApiProperty({ description: 'Version, auf der die Änderung aufbaut' })
  @IsInt()
  basisVersion: number;
}

export class ModellBefunde {
  @ApiProperty({ type: [FindingDto] }) findings: FindingDto[];
}

export class ModellBereitgestellt extends ModellBefunde {
  @ApiProperty() version: number;
}
