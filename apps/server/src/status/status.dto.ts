import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { KommuneKurz } from '../kommunen/kommunen.dto.js';

export class StatusAbfrage {
  @ApiProperty({ example: 'RHE-2026-7K3M9Q' })
  @IsString()
  @MaxLength(40)
  referenz: string;

  @ApiProperty()
  @IsString()
  @MaxLength(40)
  pin: string;
}

export class StatusEintrag {
  @ApiProperty({ format: 'date-time' }) am: string;
  @ApiProperty() text: string;
}

export class StatusAuskunft {
  @ApiProperty() referenz: string;
  @ApiProperty({ type: KommuneKurz }) kommune: KommuneKurz;
  @ApiProperty() status: string;
  @ApiProperty() statusText: string;
  @ApiProperty({ format: 'date-time' }) eingegangenAm: string;
  @ApiProperty({ type: [StatusEintrag] }) verlauf: StatusEintrag[];
  @ApiProperty({ type: [String] }) naechsteSchritte: string[];
  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['moeglich', 'gemeldet'],
    description: 'Ob sich eine Einwilligung hier zurücknehmen lässt; null: es ist keine erfasst',
  })
  widerruf: 'moeglich' | 'gemeldet' | null;
}
