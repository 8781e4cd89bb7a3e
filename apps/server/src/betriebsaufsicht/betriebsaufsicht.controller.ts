import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiFehler } from '../fehler/api-fehler.js';
import { Diagramm } from '../vorgaenge/vorgaenge.dto.js';
import { Angemeldet, NurMit } from '../zugriff/angemeldet.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { AblaufService } from './ablauf.service.js';
import {
  Ablauf,
  Betriebsuebersicht,
  StoerungenAnfrage,
  StoerungenSeite,
  StoerungenWiederholen,
} from './betriebsaufsicht.dto.js';
import { Eingriff, Folgen } from './eingriffe.dto.js';
import { EingriffeService } from './eingriffe.service.js';
import { Einmal, Einmalschluessel } from './einmal.js';
import { StoerungenService } from './stoerungen.service.js';
import { LaufBegonnen } from './umzuege.dto.js';

@ApiTags('Betrieb')
@Controller('betrieb')
@NurMit('betrieb.fuehren')
export class BetriebsaufsichtController {
  constructor(
    private readonly stoerungen: StoerungenService,
    private readonly ablauf: AblaufService,
    private readonly eingriffe: EingriffeService,
  ) {}

  @Get('uebersicht')
  @ApiOkResponse({ type: Betriebsuebersicht })
  getUebersicht(@Angemeldet() zugriff: Zugriff): Promise<Betriebsuebersicht> {
    return this.stoerungen.uebersicht(zugriff);
  }

  @Get('stoerungen')
  @ApiOkResponse({ type: StoerungenSeite })
  @ApiFehler(400)
  listStoerungen(
    @Angemeldet() zugriff: Zugriff,
    @Query() anfrage: StoerungenAnfrage,
  ): Promise<StoerungenSeite> {
    return this.stoerungen.list(zugriff, anfrage);
  }

  @Post('stoerungen/wiederholen')
  @Einmal()
  @ApiCreatedResponse({ type: LaufBegonnen })
  @ApiFehler(400, 409)
  retryStoerungen(
    @Angemeldet() zugriff: Zugriff,
    @Body() anfrage: StoerungenWiederholen,
    @Einmalschluessel() schluessel?: string,
  ): Promise<LaufBegonnen> {
    return this.stoerungen.retryAll(zugriff, anfrage, schluessel);
  }

  @Get('ablaeufe/:id')
  @ApiOkResponse({ type: Ablauf })
  @ApiFehler(404)
  getAblauf(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<Ablauf> {
    return this.ablauf.get(zugriff, id);
  }

  @Get('ablaeufe/:id/diagramm')
  @ApiOkResponse({ type: Diagramm })
  @ApiFehler(404)
  getAblaufDiagramm(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<Diagramm> {
    return this.ablauf.diagramm(zugriff, id);
  }

  @Post('ablaeufe/:id/vorschau')
  @HttpCode(200)
  @ApiOkResponse({ type: Folgen })
  @ApiFehler(400, 404, 409, 422)
  previewEingriff(
    @Angemeldet() zugriff: Zugriff,
    @Param('id') id: string,
    @Body() eingriff: Eingriff,
  ): Promise<Folgen> {
    return this.eingriffe.preview(zugriff, id, eingriff);
  }

  @Post('ablaeufe/:id/eingriff')
  @HttpCode(200)
  @Einmal()
  @ApiOkResponse({ type: Folgen })
  @ApiFehler(400, 404, 409, 422)
  doEingriff(
    @Angemeldet() zugriff: Zugriff,
    @Param('id') id: string,
    @Body() eingriff: Eingriff,
    @Einmalschluessel() schluessel?: string,
  ): Promise<Folgen> {
    return this.eingriffe.execute(zugriff, id, eingriff, schluessel);
  }
}
