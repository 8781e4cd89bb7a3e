import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiExtraModels, ApiNoContentResponse, ApiOkResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Response } from 'express';
import { ApiFehler } from '../fehler/api-fehler.js';
import { Angemeldet, NurMit } from '../zugriff/angemeldet.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { AuskunftService } from './auskunft.service.js';
import {
  Auskunft,
  AuskunftAnfrage,
  Einsichten,
  Fundstellen,
  LoeschenEingabe,
  SperreAntwort,
  SperreEingabe,
  SucheAnfrage,
} from './datenschutz.dto.js';
import { LoeschenService } from './loeschen.service.js';

@ApiTags('Datenschutz')
@Controller()
@NurMit('personendaten.sehen')
export class AuskunftController {
  constructor(
    private readonly auskunft: AuskunftService,
    private readonly loeschen: LoeschenService,
  ) {}

  /** A file to save: it is for the person, not for the browser's cache. */
  @Get('vorgaenge/:id/auskunft')
  @ApiExtraModels(Auskunft)
  @ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(Auskunft) } },
      'text/html': { schema: { type: 'string' } },
    },
  })
  @ApiFehler(400, 404, 422)
  async getAuskunft(
    @Angemeldet() zugriff: Zugriff,
    @Param('id') id: string,
    @Query() anfrage: AuskunftAnfrage,
    @Res() response: Response,
  ): Promise<void> {
    const { name, typ, inhalt } = await this.auskunft.get(zugriff, id, anfrage);
    response
      .setHeader('Content-Type', `${typ}; charset=utf-8`)
      .setHeader('Content-Disposition', `attachment; filename="${name}"`)
      .setHeader('Cache-Control', 'no-store')
      .send(inhalt);
  }

  @Get('vorgaenge/:id/einsichten')
  @ApiOkResponse({ type: Einsichten })
  @ApiFehler(404)
  listEinsichten(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<Einsichten> {
    return this.auskunft.einsichten(zugriff, id);
  }

  @Post('datenschutz/suche')
  @HttpCode(200)
  @NurMit('datenschutz.anfragen')
  @ApiOkResponse({ type: Fundstellen })
  @ApiFehler(400, 422)
  findPerson(@Angemeldet() zugriff: Zugriff, @Body() anfrage: SucheAnfrage): Promise<Fundstellen> {
    return this.auskunft.suche(zugriff, anfrage);
  }

  @Post('vorgaenge/:id/loeschen')
  @HttpCode(204)
  @NurMit('datenschutz.anfragen')
  @ApiNoContentResponse({ description: 'Alle Daten sind gelöscht' })
  @ApiFehler(400, 404, 409)
  deleteVorgang(
    @Angemeldet() zugriff: Zugriff,
    @Param('id') id: string,
    @Body() eingabe: LoeschenEingabe,
  ): Promise<void> {
    return this.loeschen.delete(zugriff, id, eingabe);
  }

  @Get('vorgaenge/:id/loeschsperre')
  @NurMit('datenschutz.anfragen')
  @ApiOkResponse({ type: SperreAntwort })
  @ApiFehler(404)
  getLoeschsperre(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<SperreAntwort> {
    return this.loeschen.getSperre(zugriff, id);
  }

  @Put('vorgaenge/:id/loeschsperre')
  @NurMit('datenschutz.anfragen')
  @ApiOkResponse({ type: SperreAntwort })
  @ApiFehler(400, 404)
  setLoeschsperre(
    @Angemeldet() zugriff: Zugriff,
    @Param('id') id: string,
    @Body() eingabe: SperreEingabe,
  ): Promise<SperreAntwort> {
    return this.loeschen.setSperre(zugriff, id, eingabe);
  }

  @Delete('vorgaenge/:id/loeschsperre')
  @NurMit('datenschutz.anfragen')
  @ApiOkResponse({ type: SperreAntwort })
  @ApiFehler(404)
  liftLoeschsperre(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<SperreAntwort> {
    return this.loeschen.liftSperre(zugriff, id);
  }
}
