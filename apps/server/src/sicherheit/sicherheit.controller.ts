import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ApiFehler } from '../fehler/api-fehler.js';
import { Angemeldet, NurMit } from '../zugriff/angemeldet.js';
import { EinmalSelbst } from '../zugriff/einmal.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import {
  CodeEingabe,
  Geheimnis,
  PasswortNachweis,
  PasswortWechsel,
  Sicherheit,
  VollerNachweis,
  Wiederherstellungscodes,
} from './sicherheit.dto.js';
import { SicherheitService } from './sicherheit.service.js';

@ApiTags('Sicherheit')
@Controller('sicherheit')
@EinmalSelbst()
@NurMit()
export class SicherheitController {
  constructor(private readonly sicherheit: SicherheitService) {}

  @Get()
  @ApiOkResponse({ type: Sicherheit })
  readSicherheit(@Angemeldet() zugriff: Zugriff, @Req() request: Request): Promise<Sicherheit> {
    return this.sicherheit.read(zugriff, request);
  }

  @Post('zweiter-faktor')
  @ApiCreatedResponse({ type: Geheimnis })
  @ApiFehler(400, 409, 422, 429)
  createZweiterFaktor(
    @Angemeldet() zugriff: Zugriff,
    @Body() { passwort }: PasswortNachweis,
    @Req() request: Request,
  ): Promise<Geheimnis> {
    return this.sicherheit.beginZweiterFaktor(zugriff, passwort, request);
  }

  @Post('zweiter-faktor/bestaetigen')
  @HttpCode(200)
  @ApiOkResponse({ type: Wiederherstellungscodes })
  @ApiFehler(400, 422, 429)
  confirmZweiterFaktor(
    @Angemeldet() zugriff: Zugriff,
    @Body() { code }: CodeEingabe,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Wiederherstellungscodes> {
    return this.sicherheit.confirmZweiterFaktor(zugriff, code, request, response);
  }

  @Post('zweiter-faktor/abschalten')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiFehler(400, 409, 422, 429)
  removeZweiterFaktor(
    @Angemeldet() zugriff: Zugriff,
    @Body() nachweis: VollerNachweis,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    return this.sicherheit.removeZweiterFaktor(zugriff, nachweis, request, response);
  }

  @Post('zweiter-faktor/codes')
  @HttpCode(200)
  @ApiOkResponse({ type: Wiederherstellungscodes })
  @ApiFehler(400, 409, 422, 429)
  renewCodes(
    @Angemeldet() zugriff: Zugriff,
    @Body() nachweis: VollerNachweis,
    @Req() request: Request,
  ): Promise<Wiederherstellungscodes> {
    return this.sicherheit.renewCodes(zugriff, nachweis, request);
  }

  @Post('passwort')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiFehler(400, 409, 422, 429)
  changePasswort(
    @Angemeldet() zugriff: Zugriff,
    @Body() wechsel: PasswortWechsel,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    return this.sicherheit.changePasswort(zugriff, wechsel, request, response);
  }

  @Delete('sitzungen')
  @HttpCode(204)
  @ApiNoContentResponse()
  endOtherSitzungen(@Angemeldet() zugriff: Zugriff, @Req() request: Request): Promise<void> {
    return this.sicherheit.endOthers(zugriff, request);
  }

  @Delete('sitzungen/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiFehler(404)
  endSitzung(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<void> {
    return this.sicherheit.endSitzung(zugriff, id);
  }
}
