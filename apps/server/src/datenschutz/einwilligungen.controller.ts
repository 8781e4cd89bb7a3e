import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiFehler } from '../fehler/api-fehler.js';
import { Angemeldet, NurMit } from '../zugriff/angemeldet.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { Einwilligungen, EinwilligungEingabe } from './einwilligungen.dto.js';
import { EinwilligungenService } from './einwilligungen.service.js';

@ApiTags('Datenschutz')
@Controller('vorgaenge/:id')
@NurMit('personendaten.sehen')
export class EinwilligungenController {
  constructor(private readonly einwilligungen: EinwilligungenService) {}

  @Get('einwilligungen')
  @ApiOkResponse({ type: Einwilligungen })
  @ApiFehler(404)
  listEinwilligungen(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<Einwilligungen> {
    return this.einwilligungen.list(zugriff, id);
  }

  @Post('einwilligungen')
  @ApiCreatedResponse({ type: Einwilligungen })
  @ApiFehler(400, 404, 422)
  createEinwilligung(
    @Angemeldet() zugriff: Zugriff,
    @Param('id') id: string,
    @Body() eingabe: EinwilligungEingabe,
  ): Promise<Einwilligungen> {
    return this.einwilligungen.create(zugriff, id, eingabe);
  }

  @Post('widerruf')
  @HttpCode(200)
  @ApiOkResponse({ type: Einwilligungen, description: 'Alle Einwilligungen sind widerrufen' })
  @ApiFehler(404, 409)
  withdrawEinwilligung(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<Einwilligungen> {
    return this.einwilligungen.withdraw(zugriff, id);
  }
}
