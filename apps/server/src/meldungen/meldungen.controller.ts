import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { ApiFehler } from '../fehler/api-fehler.js';
import { Begrenzt } from '../start/begrenzung.js';
import { MeldungEingabe, MeldungQuittung } from './meldungen.dto.js';
import { MeldungenService } from './meldungen.service.js';

@ApiTags('Öffentlich')
@Controller('oeffentlich/kommunen/:kommune/meldungen')
export class MeldungenController {
  constructor(private readonly meldungen: MeldungenService) {}

  @Post()
  @Begrenzt('meldung')
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'Ein zweites Absenden ergibt dieselbe Antwort',
  })
  @ApiCreatedResponse({ type: MeldungQuittung })
  @ApiFehler(400, 404, 409, 422, 429)
  createMeldung(
    @Param('kommune') kommune: string,
    @Body() eingabe: MeldungEingabe,
    @Req() request: Request,
  ): Promise<MeldungQuittung> {
    const schluessel = request.get('idempotency-key');
    return this.meldungen.createFromRequest(kommune, eingabe, request, schluessel);
  }
}
