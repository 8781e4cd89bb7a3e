import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';

export class AnliegenEingabe {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Antworten nach Schlüssel des Feldes',
  })
  @IsObject()
  antworten: Record<string, unknown>;
}

export class AnliegenAngelegt {
  @ApiProperty() id: string;
  @ApiProperty() referenz: string;
}
