import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Angemeldet, NurMit } from '../zugriff/angemeldet.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { Konto } from './konten.dto.js';
import { KontenService } from './konten.service.js';

@ApiTags('Konten')
@Controller('konten')
@NurMit('konten.sehen')
export class KontenController {
  constructor(private readonly konten: KontenService) {}

  @Get()
  @ApiOkResponse({ type: [Konto] })
  listKonten(@Angemeldet() zugriff: Zugriff): Promise<Konto[]> {
    return this.konten.list(zugriff);
  }
}
