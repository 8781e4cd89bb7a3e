import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
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
}
