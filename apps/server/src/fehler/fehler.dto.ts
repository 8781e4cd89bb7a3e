import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class FeldFehler {
  @ApiProperty({ description: 'Schlüssel des Feldes' }) feld: string;
  @ApiProperty() code: string;
  @ApiProperty({ description: 'Was zu tun ist, in einem Satz' }) text: string;
}

export class FindingText {
  @ApiProperty() de: string;
  @ApiProperty() en: string;
}

export class FindingDto {
  @ApiProperty() code: string;
  @ApiProperty({ enum: ['error', 'warning', 'info'] }) severity: 'error' | 'warning' | 'info';
  @ApiPropertyOptional() elementId?: string;
  @ApiPropertyOptional() file?: string;
  @ApiProperty({ type: FindingText }) message: FindingText;
  @ApiPropertyOptional({ type: FindingText, description: 'Was zu tun ist' }) fix?: FindingText;
  @ApiPropertyOptional({
    type: Object,
    description: 'Szenario, das zu dem Fehler führt; läuft mit `zst test`',
  })
  counterExample?: object;
}

/** The body of every answer that is not a success. */
export class Fehler {
  @ApiProperty({ description: 'Bleibt gleich, auch wenn sich der Text ändert' }) code: string;
  @ApiProperty({ description: 'Deutscher Satz für Menschen' }) message: string;
  @ApiPropertyOptional({ type: [FeldFehler] }) fehler?: FeldFehler[];
  @ApiPropertyOptional({ type: [FindingDto] }) findings?: FindingDto[];
  @ApiPropertyOptional({ description: 'Wer schneller war (bei 409)' }) durch?: string;
  @ApiPropertyOptional({ description: 'Seit wann (bei 409)', format: 'date-time' }) am?: string;
  @ApiPropertyOptional({ description: 'Sekunden bis zum nächsten Versuch (bei 429)' }) erneutIn?: number;
}
