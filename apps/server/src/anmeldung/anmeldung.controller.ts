import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ApiFehler } from '../fehler/api-fehler.js';
import { LinksService } from '../konten/links.service.js';
import { OidcService } from '../oidc/oidc.service.js';
import { Begrenzt } from '../start/begrenzung.js';
import { Angemeldet, NurMit } from '../zugriff/angemeldet.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import {
  Abmeldung,
  AnmeldungEingabe,
  Anmeldewege,
  Ich,
  LinkAuskunft,
  LinkEingabe,
  PasswortSetzen,
} from './anmeldung.dto.js';
import { AbmeldungService } from './abmeldung.service.js';
import { AnmeldungService } from './anmeldung.service.js';

@ApiTags('Anmeldung')
@Controller()
export class AnmeldungController {
  constructor(
    private readonly anmeldung: AnmeldungService,
    private readonly abmeldung: AbmeldungService,
    private readonly links: LinksService,
    private readonly oidc: OidcService,
  ) {}

  @Get('anmeldung')
  @ApiOkResponse({ type: Anmeldewege })
  readWege(): Anmeldewege {
    return { oidc: this.oidc.name };
  }

  @Post('anmeldung')
  @HttpCode(200)
  @Begrenzt('anmeldung')
  @ApiOkResponse({ type: Ich })
  @ApiFehler(400, 401, 429)
  signIn(
    @Body() eingabe: AnmeldungEingabe,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Ich> {
    return this.anmeldung.signIn(eingabe, request, response);
  }

  @Delete('anmeldung')
  @ApiOkResponse({ type: Abmeldung })
  signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<Abmeldung> {
    return this.abmeldung.signOut(request, response);
  }

  @Post('anmeldung/link')
  @HttpCode(200)
  @Begrenzt('anmeldung')
  @ApiOkResponse({ type: LinkAuskunft })
  @ApiFehler(400, 404, 429)
  readLink(@Body() { token }: LinkEingabe): Promise<LinkAuskunft> {
    return this.links.read(token);
  }

  @Post('anmeldung/passwort')
  @HttpCode(204)
  @Begrenzt('anmeldung')
  @ApiNoContentResponse()
  @ApiFehler(400, 404, 422, 429)
  setPasswort(@Body() { token, passwort }: PasswortSetzen): Promise<void> {
    return this.links.use(token, passwort);
  }

  @Get('ich')
  @NurMit()
  @ApiOkResponse({ type: Ich })
  readIch(@Angemeldet() zugriff: Zugriff): Promise<Ich> {
    return this.anmeldung.describe(zugriff);
  }
}
