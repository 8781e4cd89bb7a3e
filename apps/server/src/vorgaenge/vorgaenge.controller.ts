import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiFehler } from '../fehler/api-fehler.js';
import { Angemeldet, NurMit } from '../zugriff/angemeldet.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { DiagrammService } from './diagramm.service.js';
import { Diagramm, VorgaengeAnfrage, VorgaengeSeite, Vorgang } from './vorgaenge.dto.js';
import { VorgaengeService } from './vorgaenge.service.js';
import { VorgangService } from './vorgang.service.js';

@ApiTags('Vorgänge')
@Controller('vorgaenge')
@NurMit('faelle.sehen', 'anliegen.sehen', 'meldungen.eigene')
export class VorgaengeController {
  constructor(
    private readonly vorgaenge: VorgaengeService,
    private readonly vorgang: VorgangService,
    private readonly diagramm: DiagrammService,
  ) {}

  @Get()
  @ApiOkResponse({ type: VorgaengeSeite })
  listVorgaenge(@Angemeldet() zugriff: Zugriff, @Query() anfrage: VorgaengeAnfrage): Promise<VorgaengeSeite> {
    return this.vorgaenge.list(zugriff, anfrage);
  }

  @Get(':id')
  @ApiOkResponse({ type: Vorgang })
  @ApiFehler(404)
  getVorgang(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<Vorgang> {
    return this.vorgang.get(zugriff, id);
  }

  @Get(':id/diagramm')
  @ApiOkResponse({ type: Diagramm })
  @ApiFehler(404)
  getDiagramm(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<Diagramm> {
    return this.diagramm.get(zugriff, id);
  }
}
