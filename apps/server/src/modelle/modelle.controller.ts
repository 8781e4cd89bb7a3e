import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiFehler } from '../fehler/api-fehler.js';
import { Angemeldet, NurMit } from '../zugriff/angemeldet.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { BereitstellungService } from './bereitstellung.service.js';
import {
  ModellBefunde,
  ModellBereitgestellt,
  ModellBereitstellung,
  ModellDateiAnfrage,
  ModellDateiInhalt,
  ModellPaket,
  ModellPruefung,
  ModellVersion,
  ModellVersionAnfrage,
} from './modelle.dto.js';
import { ModelleService } from './modelle.service.js';

@ApiTags('Modelle')
@Controller('modelle')
@NurMit('modelle.sehen')
export class ModelleController {
  constructor(
    private readonly modelle: ModelleService,
    private readonly bereitstellung: BereitstellungService,
  ) {}

  @Get()
  @ApiOkResponse({ type: ModellPaket })
  @ApiFehler(404)
  getPaket(@Angemeldet() zugriff: Zugriff, @Query() anfrage: ModellVersionAnfrage): Promise<ModellPaket> {
    return this.modelle.getPaket(zugriff, anfrage);
  }

  @Get('versionen')
  @ApiOkResponse({ type: [ModellVersion] })
  listVersionen(@Angemeldet() zugriff: Zugriff): Promise<ModellVersion[]> {
    return this.modelle.listVersionen(zugriff);
  }

  @Get('datei')
  @ApiOkResponse({ type: ModellDateiInhalt })
  @ApiFehler(404)
  getDatei(@Angemeldet() zugriff: Zugriff, @Query() anfrage: ModellDateiAnfrage): Promise<ModellDateiInhalt> {
    return this.modelle.getDatei(zugriff, anfrage);
  }

  @Post('pruefen')
  @HttpCode(200)
  @ApiOkResponse({ type: ModellBefunde })
  @ApiFehler(400)
  checkModelle(@Angemeldet() zugriff: Zugriff, @Body() pruefung: ModellPruefung): Promise<ModellBefunde> {
    return this.bereitstellung.check(zugriff, pruefung.dateien);
  }

  @Post('bereitstellen')
  @NurMit('modelle.bereitstellen')
  @ApiCreatedResponse({ type: ModellBereitgestellt })
  @ApiFehler(400, 409, 422)
  deployModelle(
    @Angemeldet() zugriff: Zugriff,
    @Body() bereitstellung: ModellBereitstellung,
  ): Promise<ModellBereitgestellt> {
    return this.bereitstellung.deploy(zugriff, bereitstellung);
  }
}
