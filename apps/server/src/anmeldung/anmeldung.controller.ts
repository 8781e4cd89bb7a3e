import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ApiFehler } from '../fehler/api-fehler.js';
import { Begrenzt } from '../start/begrenzung.js';
import { Angemeldet, NurMit } from '../zugriff/angemeldet.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { AnmeldungEingabe, Ich } from './anmeldung.dto.js';
import { AnmeldungService } from './anmeldung.service.js';

@ApiTags('Anmeldung')
@Controller()
export class AnmeldungController {
  constructor(private readonly anmeldung: AnmeldungService) {}

  @Post('anmeldung')
  @HttpCode(200)
  @Begrenzt('anmeldung')
  @ApiOkResponse({ type: Ich })
  @ApiFehler(400, 401, 429)
  signIn(
    @Body() eingabe: AnmeldungEingabe,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Ich> {
    return this.anmeldung.signIn(eingabe, request.cookies, response);
  }

  @Delete('anmeldung')
  @HttpCode(204)
  @ApiNoContentResponse()
  signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    return this.anmeldung.signOut(request.cookies, response);
  }

  @Get('ich')
  @NurMit()
  @ApiOkResponse({ type: Ich })
  readIch(@Angemeldet() zugriff: Zugriff): Promise<Ich> {
    return this.anmeldung.describe(zugriff);
  }
}
