import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

export class SitzungDto {
  @ApiProperty() id: string;
  @ApiProperty({ description: 'Programm und System, etwa „Firefox auf Windows“' }) geraet: string;
  @ApiProperty({ format: 'date-time' }) begonnenAm: string;
  @ApiProperty({ format: 'date-time' }) zuletztAm: string;
  @ApiProperty({ description: 'Ob es die Sitzung ist, die fragt' }) diese: boolean;
}

export class ZweiterFaktorStand {
  @ApiProperty() an: boolean;
  @ApiProperty({ description: 'Ob die Rollen der Person ihn verlangen' }) pflicht: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) seit: string | null;
  @ApiProperty({ description: 'Noch nicht benutzte Wiederherstellungscodes' }) codes: number;
}

export class Sicherheit {
  @ApiProperty({
    description: 'Ob es ein Passwort der Anwendung gibt; sonst sorgt das Verzeichnis für alles',
  })
  lokal: boolean;
  @ApiProperty({ type: ZweiterFaktorStand }) zweiterFaktor: ZweiterFaktorStand;
  @ApiProperty({ type: [SitzungDto] }) sitzungen: SitzungDto[];
}

export class PasswortNachweis {
  @ApiProperty()
  @IsString()
  @MaxLength(200)
  passwort: string;
}

export class CodeEingabe {
  @ApiProperty()
  @IsString()
  @MaxLength(40)
  code: string;
}

export class VollerNachweis extends PasswortNachweis {
  @ApiProperty()
  @IsString()
  @MaxLength(40)
  code: string;
}

export class PasswortWechsel extends PasswortNachweis {
  @ApiProperty()
  @IsString()
  @MaxLength(200)
  neu: string;
}

export class Geheimnis {
  @ApiProperty({ description: 'Zum Abtippen, base32' }) geheimnis: string;
  @ApiProperty({ description: 'otpauth-Adresse für den QR-Code' }) adresse: string;
}

export class Wiederherstellungscodes {
  @ApiProperty({ type: [String], description: 'Nur jetzt zu sehen' }) codes: string[];
}
