import { ApiProperty } from '@nestjs/swagger';
import { ROLLEN, type Rolle } from '@zusteuerung/domain';
import { IsString, MaxLength } from 'class-validator';
import { KommuneKurz } from '../kommunen/kommunen.dto.js';

export class AnmeldungEingabe {
  @ApiProperty()
  @IsString()
  @MaxLength(200)
  email: string;

  @ApiProperty()
  @IsString()
  @MaxLength(200)
  passwort: string;
}

export class OrganisationKurz {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
}

export class MitgliedschaftDto {
  @ApiProperty({ type: OrganisationKurz }) organisation: OrganisationKurz;
  @ApiProperty({ enum: ROLLEN }) rolle: Rolle;
  @ApiProperty() rolleText: string;
}

export class Ich {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty() email: string;
  @ApiProperty({ type: KommuneKurz, description: 'Kommune, in der die Person arbeitet' })
  mandant: KommuneKurz;
  @ApiProperty({ type: [MitgliedschaftDto] }) mitgliedschaften: MitgliedschaftDto[];
  @ApiProperty({ type: [String], description: 'Was die Oberfläche anbieten darf' }) rechte: string[];
}
