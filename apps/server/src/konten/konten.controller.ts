import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiFehler } from '../fehler/api-fehler.js';
import { Angemeldet, NurMit } from '../zugriff/angemeldet.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import {
  KontenAuswahl,
  Konto,
  KontoAktivEingabe,
  KontoEingabe,
  KontoEinzeln,
  KontoLinkDto,
  MitgliedschaftenEingabe,
} from './konten.dto.js';
import { KontenService } from './konten.service.js';
import { VerwaltungService } from './verwaltung.service.js';

@ApiTags('Konten')
@Controller('konten')
@NurMit('konten.sehen')
export class KontenController {
  constructor(
    private readonly konten: KontenService,
    private readonly verwaltung: VerwaltungService,
  ) {}

  @Get()
  @ApiOkResponse({ type: [Konto] })
  listKonten(@Angemeldet() zugriff: Zugriff): Promise<Konto[]> {
    return this.konten.list(zugriff);
  }

  @Get('auswahl')
  @ApiOkResponse({ type: KontenAuswahl })
  readKontenAuswahl(@Angemeldet() zugriff: Zugriff): Promise<KontenAuswahl> {
    return this.konten.auswahl(zugriff);
  }

  @Get(':id')
  @ApiOkResponse({ type: KontoEinzeln })
  @ApiFehler(404)
  readKonto(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<KontoEinzeln> {
    return this.konten.readOne(zugriff, id);
  }

  @Post()
  @NurMit('konten.verwalten')
  @ApiCreatedResponse({ type: KontoLinkDto })
  @ApiFehler(400, 409, 422)
  createKonto(@Angemeldet() zugriff: Zugriff, @Body() eingabe: KontoEingabe): Promise<KontoLinkDto> {
    return this.verwaltung.invite(zugriff, eingabe);
  }

  @Post(':id/link')
  @NurMit('konten.verwalten')
  @ApiCreatedResponse({ type: KontoLinkDto })
  @ApiFehler(404, 409)
  createKontoLink(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<KontoLinkDto> {
    return this.verwaltung.renewLink(zugriff, id);
  }

  @Put(':id/mitgliedschaften')
  @HttpCode(204)
  @NurMit('konten.verwalten')
  @ApiNoContentResponse()
  @ApiFehler(400, 404, 409, 422)
  setMitgliedschaften(
    @Angemeldet() zugriff: Zugriff,
    @Param('id') id: string,
    @Body() { mitgliedschaften }: MitgliedschaftenEingabe,
  ): Promise<void> {
    return this.verwaltung.changeRollen(zugriff, id, mitgliedschaften);
  }

  @Put(':id/aktiv')
  @HttpCode(204)
  @NurMit('konten.verwalten')
  @ApiNoContentResponse()
  @ApiFehler(400, 404, 409)
  setKontoAktiv(
    @Angemeldet() zugriff: Zugriff,
    @Param('id') id: string,
    @Body() { aktiv }: KontoAktivEingabe,
  ): Promise<void> {
    return this.verwaltung.setAktiv(zugriff, id, aktiv);
  }

  @Delete(':id/zweiter-faktor')
  @HttpCode(204)
  @NurMit('konten.verwalten')
  @ApiNoContentResponse()
  @ApiFehler(404, 409)
  deleteKontoZweiterFaktor(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<void> {
    return this.verwaltung.resetZweiterFaktor(zugriff, id);
  }

  @Delete(':id/sitzungen')
  @HttpCode(204)
  @NurMit('konten.verwalten')
  @ApiNoContentResponse()
  @ApiFehler(404, 409)
  deleteKontoSitzungen(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<void> {
    return this.verwaltung.endSitzungen(zugriff, id);
  }
}
