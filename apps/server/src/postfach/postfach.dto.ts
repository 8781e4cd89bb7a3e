import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { VorgangBezug } from '../aufgaben/aufgaben.dto.js';

export class PostfachAnfrage {
  @ApiPropertyOptional({ description: 'Wert von `weiter` der vorigen Seite' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

export class NachrichtDto {
  @ApiProperty() id: string;
  @ApiProperty({ format: 'date-time' }) am: string;
  @ApiProperty() an: string;
  @ApiProperty() betreff: string;
  @ApiProperty() text: string;
  @ApiProperty({
    enum: ['postfach', 'versendet'],
    description: 'postfach: kein SMTP eingerichtet, bleibt hier liegen',
  })
  status: 'postfach' | 'versendet';
  @ApiProperty({ description: 'Ob eine Kalenderdatei dabei ist' }) kalender: boolean;
  @ApiProperty({ type: VorgangBezug, nullable: true }) vorgang: VorgangBezug | null;
}

export class PostfachSeite {
  @ApiProperty({ type: [NachrichtDto] }) eintraege: NachrichtDto[];
  @ApiProperty({ type: String, nullable: true }) weiter: string | null;
}
