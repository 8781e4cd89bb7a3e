import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ROLLEN, type Rolle } from '@zusteuerung/domain';
import { IsOptional, IsString, MaxLength } from 'class-validator';
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

  @ApiPropertyOptional({ description: 'Code des zweiten Faktors oder Wiederherstellungscode' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  code?: string;
}

export class Anmeldewege {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Wonach „Anmelden mit“ weitergeht; null: gibt es nicht',
  })
  oidc: string | null;
}

export class Abmeldung {
  @ApiProperty({ type: String, nullable: true, description: 'Adresse, an der auch das Verzeichnis abmeldet' })
  weiter: string | null;
}

export class LinkEingabe {
  @ApiProperty()
  @IsString()
  @MaxLength(100)
  token: string;
}

export class LinkAuskunft {
  @ApiProperty() name: string;
  @ApiProperty() email: string;
  @ApiProperty({ enum: ['einladung', 'passwort'] }) zweck: 'einladung' | 'passwort';
}

export class PasswortSetzen extends LinkEingabe {
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
  @ApiProperty({ description: 'Meldet sich mit einem Passwort der Anwendung an' }) lokal: boolean;
  @ApiProperty({
    enum: ['an', 'aus', 'einrichten'],
    description: '`einrichten`: vorher darf die Person nichts',
  })
  zweiterFaktor: 'an' | 'aus' | 'einrichten';
  @ApiProperty({ type: [String], description: 'Was die Oberfläche anbieten darf' }) rechte: string[];
}
