import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiFehler } from '../fehler/api-fehler.js';
import { Angemeldet, NurMit } from '../zugriff/angemeldet.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { FreigabeEingabe, Loeschvorschau } from './aufbewahrung.dto.js';
import { AufbewahrungService } from './aufbewahrung.service.js';

@ApiTags('Datenschutz')
@Controller('loeschen')
@NurMit('loeschen.sehen')
export class AufbewahrungController {
  constructor(private readonly aufbewahrung: AufbewahrungService) {}

  @Get()
  @ApiOkResponse({ type: Loeschvorschau })
  getLoeschvorschau(@Angemeldet() zugriff: Zugriff): Promise<Loeschvorschau> {
    return this.aufbewahrung.preview(zugriff);
  }

  @Post('freigaben')
  @HttpCode(200)
  @NurMit('loeschen.freigeben')
  @ApiOkResponse({ type: Loeschvorschau })
  @ApiFehler(400, 409)
  approveLoeschung(
    @Angemeldet() zugriff: Zugriff,
    @Body() eingabe: FreigabeEingabe,
  ): Promise<Loeschvorschau> {
    return this.aufbewahrung.approve(zugriff, eingabe);
  }
}
