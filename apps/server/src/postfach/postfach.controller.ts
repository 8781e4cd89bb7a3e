import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiFehler } from '../fehler/api-fehler.js';
import { Angemeldet, NurMit } from '../zugriff/angemeldet.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { PostfachAnfrage, PostfachSeite } from './postfach.dto.js';
import { PostfachService } from './postfach.service.js';

@ApiTags('Postfach')
@Controller('postfach')
@NurMit('postfach.sehen')
export class PostfachController {
  constructor(private readonly postfach: PostfachService) {}

  @Get()
  @ApiOkResponse({ type: PostfachSeite })
  listNachrichten(@Angemeldet() zugriff: Zugriff, @Query() anfrage: PostfachAnfrage): Promise<PostfachSeite> {
    return this.postfach.list(zugriff, anfrage);
  }

  @Get(':id/termin.ics')
  @Header('Content-Type', 'text/calendar; charset=utf-8')
  @ApiProduces('text/calendar')
  @ApiOkResponse({ type: String })
  @ApiFehler(404)
  readNachrichtKalender(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<string> {
    return this.postfach.readKalender(zugriff, id);
  }
}
