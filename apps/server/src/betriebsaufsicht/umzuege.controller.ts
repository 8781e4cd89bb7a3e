import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiFehler } from '../fehler/api-fehler.js';
import { Angemeldet, NurMit } from '../zugriff/angemeldet.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { Einmal, Einmalschluessel } from './einmal.js';
import { LaeufeService } from './laeufe.service.js';
import {
  Fassung,
  LaufBegonnen,
  Massenlauf,
  MassenlaufMitErgebnissen,
  Umzug,
  Umzugsplan,
  Umzugsvorschau,
} from './umzuege.dto.js';
import { UmzuegeService } from './umzuege.service.js';

@ApiTags('Betrieb')
@Controller('betrieb')
@NurMit('betrieb.fuehren')
export class UmzuegeController {
  constructor(
    private readonly umzuege: UmzuegeService,
    private readonly laeufe: LaeufeService,
  ) {}

  @Get('fassungen')
  @ApiOkResponse({ type: [Fassung] })
  listFassungen(@Angemeldet() zugriff: Zugriff): Promise<Fassung[]> {
    return this.umzuege.fassungen(zugriff);
  }

  @Post('umzuege/vorschau')
  @HttpCode(200)
  @ApiOkResponse({ type: Umzugsvorschau })
  @ApiFehler(400, 404, 422)
  previewUmzug(@Angemeldet() zugriff: Zugriff, @Body() plan: Umzugsplan): Promise<Umzugsvorschau> {
    return this.umzuege.preview(zugriff, plan);
  }

  @Post('umzuege')
  @Einmal()
  @ApiCreatedResponse({ type: LaufBegonnen })
  @ApiFehler(400, 404, 409, 422)
  startUmzug(
    @Angemeldet() zugriff: Zugriff,
    @Body() umzug: Umzug,
    @Einmalschluessel() schluessel?: string,
  ): Promise<LaufBegonnen> {
    return this.umzuege.start(zugriff, umzug, schluessel);
  }

  @Get('laeufe')
  @ApiOkResponse({ type: [Massenlauf] })
  listLaeufe(@Angemeldet() zugriff: Zugriff): Promise<Massenlauf[]> {
    return this.laeufe.list(zugriff);
  }

  @Get('laeufe/:id')
  @ApiOkResponse({ type: MassenlaufMitErgebnissen })
  @ApiFehler(404)
  getLauf(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<MassenlaufMitErgebnissen> {
    return this.laeufe.get(zugriff, id);
  }

  @Post('laeufe/:id/anhalten')
  @HttpCode(200)
  @ApiOkResponse({ type: MassenlaufMitErgebnissen })
  @ApiFehler(404)
  stopLauf(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<MassenlaufMitErgebnissen> {
    return this.laeufe.stop(zugriff, id);
  }
}
