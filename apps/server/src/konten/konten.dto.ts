import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ROLLEN, type Rolle } from '@zusteuerung/domain';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsEmail,
  IsIn,
  IsString,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { MitgliedschaftDto, OrganisationKurz } from '../anmeldung/anmeldung.dto.js';

const Trimmed = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
/** One line: names stand in mails that warn of who bears them. */
const OneLine = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim() : value,
  );

export const KONTO_STAENDE = ['aktiv', 'eingeladen', 'gesperrt'] as const;

export class Konto {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty() email: string;
  @ApiProperty() aktiv: boolean;
  @ApiProperty({ enum: KONTO_STAENDE, description: '`eingeladen`: noch kein Passwort festgelegt' })
  stand: (typeof KONTO_STAENDE)[number];
  @ApiProperty({ description: 'Meldet sich über das Verzeichnis an, das auch die Rollen vergibt' })
  verzeichnis: boolean;
  @ApiProperty() zweiterFaktor: boolean;
  @ApiProperty({ description: 'Ob es das Konto der fragenden Person ist' }) eigenes: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) letzteAnmeldungAm: string | null;
  @ApiProperty({ description: 'Zahl der offenen Sitzungen' }) sitzungen: number;
  @ApiProperty({ type: [MitgliedschaftDto] }) mitgliedschaften: MitgliedschaftDto[];
}

export class KontoEreignisDto {
  @ApiProperty({ format: 'date-time' }) am: string;
  @ApiProperty() text: string;
  @ApiProperty({ type: String, nullable: true }) wer: string | null;
}

export class KontoEinzeln extends Konto {
  @ApiProperty({ type: [KontoEreignisDto], description: 'Was zuletzt geschah, Neuestes zuerst' })
  verlauf: KontoEreignisDto[];
}

export class RollenAuswahl {
  @ApiProperty({ enum: ROLLEN }) rolle: Rolle;
  @ApiProperty() text: string;
}

export class KontenAuswahl {
  @ApiProperty({ type: [OrganisationKurz] }) organisationen: OrganisationKurz[];
  @ApiProperty({ type: [RollenAuswahl] }) rollen: RollenAuswahl[];
}

export class MitgliedschaftEingabe {
  @ApiProperty()
  @IsString()
  @MaxLength(100)
  organisation: string;

  @ApiProperty({ enum: ROLLEN })
  @IsIn(ROLLEN)
  rolle: Rolle;
}

export class MitgliedschaftenEingabe {
  @ApiProperty({ type: [MitgliedschaftEingabe] })
  @ValidateNested({ each: true })
  @Type(() => MitgliedschaftEingabe)
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  mitgliedschaften: MitgliedschaftEingabe[];
}

export class KontoEingabe extends MitgliedschaftenEingabe {
  @ApiProperty()
  @OneLine()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name: string;

  @ApiProperty()
  @Trimmed()
  @IsEmail()
  @MaxLength(200)
  email: string;
}

export class KontoAktivEingabe {
  @ApiProperty()
  @IsBoolean()
  aktiv: boolean;
}

export class KontoLinkDto {
  @ApiProperty() kontoId: string;
  @ApiProperty({ description: 'Ob die Person den Link per E-Mail bekommen hat' }) versandt: boolean;
  @ApiPropertyOptional({
    description: 'Der Link zum Weitergeben, wenn keine E-Mail hinausging; nur jetzt zu sehen',
  })
  link?: string;
  @ApiProperty({ description: 'So viele Stunden gilt der Link' }) stunden: number;
}
