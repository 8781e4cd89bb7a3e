import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiFehler } from '../fehler/api-fehler.js';
import { FormularDto } from '../kommunen/kommunen.dto.js';
import { Angemeldet, NurMit } from '../zugriff/angemeldet.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { AnliegenAngelegt, AnliegenEingabe } from './anliegen.dto.js';
import { AnliegenService } from './anliegen.service.js';

@ApiTags('Anliegen')
@Controller('vorgaenge/:id/anliegen')
@NurMit('anliegen.erheben')
export class AnliegenController {
  constructor(private readonly anliegen: AnliegenService) {}

  @Get('formular')
  @ApiOkResponse({ type: FormularDto })
  @ApiFehler(404)
  getAnliegenFormular(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<FormularDto> {
    return this.anliegen.getFormular(zugriff, id);
  }

  @Post()
  @ApiCreatedResponse({ type: AnliegenAngelegt })
  @ApiFehler(400, 404, 422)
  createAnliegen(
    @Angemeldet() zugriff: Zugriff,
    @Param('id') id: string,
    @Body() eingabe: AnliegenEingabe,
  ): Promise<AnliegenAngelegt> {
    return this.anliegen.create(zugriff, id, eingabe.antworten);
  }
}
