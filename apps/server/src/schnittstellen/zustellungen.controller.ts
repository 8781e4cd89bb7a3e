import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiFehler } from '../fehler/api-fehler.js';
import { Angemeldet, NurMit } from '../zugriff/angemeldet.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import {
  ZustellungenAnfrage,
  ZustellungenAuswahl,
  ZustellungenGeaendert,
  ZustellungenSeite,
  ZustellungenVerwerfen,
} from './zustellungen.dto.js';
import { ZustellungenService } from './zustellungen.service.js';

@ApiTags('Schnittstellen')
@Controller('zustellungen')
@NurMit('schnittstellen.verwalten')
export class ZustellungenController {
  constructor(private readonly zustellungen: ZustellungenService) {}

  @Get()
  @ApiOkResponse({ type: ZustellungenSeite })
  @ApiFehler(400)
  listZustellungen(
    @Angemeldet() zugriff: Zugriff,
    @Query() anfrage: ZustellungenAnfrage,
  ): Promise<ZustellungenSeite> {
    return this.zustellungen.list(zugriff, anfrage);
  }

  @Post('wiederholen')
  @HttpCode(200)
  @ApiOkResponse({ type: ZustellungenGeaendert })
  @ApiFehler(400)
  replayZustellungen(
    @Angemeldet() zugriff: Zugriff,
    @Body() auswahl: ZustellungenAuswahl,
  ): Promise<ZustellungenGeaendert> {
    return this.zustellungen.replay(zugriff, auswahl);
  }

  @Post('verwerfen')
  @HttpCode(200)
  @ApiOkResponse({ type: ZustellungenGeaendert })
  @ApiFehler(400)
  discardZustellungen(
    @Angemeldet() zugriff: Zugriff,
    @Body() auswahl: ZustellungenVerwerfen,
  ): Promise<ZustellungenGeaendert> {
    return this.zustellungen.discard(zugriff, auswahl);
  }
}
