import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiFehler } from '../fehler/api-fehler.js';
import { Angemeldet, NurMit } from '../zugriff/angemeldet.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import {
  Aufgabe,
  AufgabeErledigt,
  AufgabenAbschluss,
  AufgabenAnfrage,
  AufgabenSeite,
} from './aufgaben.dto.js';
import { AufgabenService } from './aufgaben.service.js';

@ApiTags('Aufgaben')
@Controller('aufgaben')
@NurMit('aufgaben.bearbeiten')
export class AufgabenController {
  constructor(private readonly aufgaben: AufgabenService) {}

  @Get()
  @ApiOkResponse({ type: AufgabenSeite })
  listAufgaben(@Angemeldet() zugriff: Zugriff, @Query() anfrage: AufgabenAnfrage): Promise<AufgabenSeite> {
    return this.aufgaben.list(zugriff, anfrage);
  }

  @Get(':id')
  @ApiOkResponse({ type: Aufgabe })
  @ApiFehler(404)
  getAufgabe(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<Aufgabe> {
    return this.aufgaben.get(zugriff, id);
  }

  @Post(':id/uebernehmen')
  @HttpCode(200)
  @ApiOkResponse({ type: Aufgabe })
  @ApiFehler(404, 409)
  claimAufgabe(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<Aufgabe> {
    return this.aufgaben.claim(zugriff, id);
  }

  @Post(':id/zurueckgeben')
  @HttpCode(200)
  @ApiOkResponse({ type: Aufgabe })
  @ApiFehler(404, 409)
  releaseAufgabe(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<Aufgabe> {
    return this.aufgaben.release(zugriff, id);
  }

  @Post(':id/abschliessen')
  @HttpCode(200)
  @ApiOkResponse({ type: AufgabeErledigt })
  @ApiFehler(400, 404, 409, 422)
  completeAufgabe(
    @Angemeldet() zugriff: Zugriff,
    @Param('id') id: string,
    @Body() abschluss: AufgabenAbschluss,
  ): Promise<AufgabeErledigt> {
    return this.aufgaben.complete(zugriff, id, abschluss.antworten);
  }
}
