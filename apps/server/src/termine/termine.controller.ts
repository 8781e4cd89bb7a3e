import { Body, Controller, Delete, Get, Header, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiFehler } from '../fehler/api-fehler.js';
import { Angemeldet, NurMit } from '../zugriff/angemeldet.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { TerminAuswahl, TerminDto, TerminEingabe, TerminListe } from './termine.dto.js';
import { TermineService } from './termine.service.js';

@ApiTags('Termine')
@Controller('vorgaenge/:id/termine')
@NurMit('faelle.sehen', 'anliegen.sehen')
export class TermineController {
  constructor(private readonly termine: TermineService) {}

  @Get()
  @ApiOkResponse({ type: TerminListe })
  @ApiFehler(404)
  listTermine(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<TerminListe> {
    return this.termine.list(zugriff, id);
  }

  @Get('auswahl')
  @ApiOkResponse({ type: TerminAuswahl })
  @ApiFehler(404)
  readTerminAuswahl(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<TerminAuswahl> {
    return this.termine.auswahl(zugriff, id);
  }

  @Post()
  @ApiCreatedResponse({ type: TerminDto })
  @ApiFehler(400, 404, 422)
  createTermin(
    @Angemeldet() zugriff: Zugriff,
    @Param('id') id: string,
    @Body() eingabe: TerminEingabe,
  ): Promise<TerminDto> {
    return this.termine.create(zugriff, id, eingabe);
  }

  @Put(':termin')
  @ApiOkResponse({ type: TerminDto })
  @ApiFehler(400, 404, 409, 422)
  updateTermin(
    @Angemeldet() zugriff: Zugriff,
    @Param('id') id: string,
    @Param('termin') termin: string,
    @Body() eingabe: TerminEingabe,
  ): Promise<TerminDto> {
    return this.termine.update(zugriff, { id, termin }, eingabe);
  }

  @Delete(':termin')
  @ApiOkResponse({ type: TerminDto })
  @ApiFehler(404, 409)
  cancelTermin(
    @Angemeldet() zugriff: Zugriff,
    @Param('id') id: string,
    @Param('termin') termin: string,
  ): Promise<TerminDto> {
    return this.termine.cancel(zugriff, { id, termin });
  }

  @Get(':termin/termin.ics')
  @Header('Content-Type', 'text/calendar; charset=utf-8')
  @ApiProduces('text/calendar')
  @ApiOkResponse({ type: String })
  @ApiFehler(404)
  readTerminKalender(
    @Angemeldet() zugriff: Zugriff,
    @Param('id') id: string,
    @Param('termin') termin: string,
  ): Promise<string> {
    return this.termine.readKalender(zugriff, { id, termin });
  }
}

@ApiTags('Termine')
@Controller('termine')
@NurMit('faelle.sehen', 'anliegen.sehen')
export class MeineTermineController {
  constructor(private readonly termine: TermineService) {}

  @Get()
  @ApiOkResponse({ type: [TerminDto] })
  listMeineTermine(@Angemeldet() zugriff: Zugriff): Promise<TerminDto[]> {
    return this.termine.listMine(zugriff);
  }
}
