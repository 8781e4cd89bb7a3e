import { ApiProperty } from '@nestjs/swagger';
import { MitgliedschaftDto } from '../anmeldung/anmeldung.dto.js';

export class Konto {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty() email: string;
  @ApiProperty() aktiv: boolean;
  @ApiProperty({ type: [MitgliedschaftDto] }) mitgliedschaften: MitgliedschaftDto[];
}
