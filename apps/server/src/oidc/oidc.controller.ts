import { Body, Controller, Get, Header, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { OidcService } from './oidc.service.js';
import { RueckkanalService } from './rueckkanal.service.js';

/** Addresses for browsers on their way and for the provider; the API of the pages does not know them. */
@ApiExcludeController()
@Controller('anmeldung/oidc')
export class OidcController {
  constructor(
    private readonly oidc: OidcService,
    private readonly rueckkanal: RueckkanalService,
  ) {}

  @Get()
  begin(@Query('weiter') weiter: unknown, @Res() response: Response): Promise<void> {
    return this.oidc.begin(weiter, response);
  }

  @Get('zurueck')
  finish(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.oidc.finish(request, response);
  }

  @Post('abmeldung')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  end(@Body() body: Record<string, unknown> | undefined): Promise<void> {
    return this.rueckkanal.end(body?.['logout_token']);
  }
}
