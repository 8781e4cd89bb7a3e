import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Begrenzt } from '../start/begrenzung.js';
import { Betrieb } from '../start/betrieb.js';
import { Gesundheit } from './gesundheit.dto.js';

@ApiTags('Betrieb')
@Controller('health')
@Begrenzt('ohne')
export class GesundheitController {
  constructor(private readonly betrieb: Betrieb) {}

  /** The process is alive; looks at nothing else. */
  @Get('live')
  @ApiOkResponse({ type: Gesundheit })
  checkLive(): Gesundheit {
    return { status: 'ok' };
  }

  /** The process may be given requests. */
  @Get('ready')
  @ApiOkResponse({ type: Gesundheit })
  @ApiServiceUnavailableResponse({ type: Gesundheit })
  async checkReady(@Res({ passthrough: true }) response: Response): Promise<Gesundheit> {
    const gesundheit = await this.betrieb.bereitschaft.check();
    if (gesundheit.status !== 'ok') response.status(503);
    return gesundheit;
  }
}
