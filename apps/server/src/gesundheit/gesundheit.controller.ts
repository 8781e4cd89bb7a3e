import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiFehler } from '../fehler/api-fehler.js';
import { Begrenzt } from '../start/begrenzung.js';
import { Gesundheit } from './gesundheit.dto.js';
import { GesundheitService } from './gesundheit.service.js';

@ApiTags('Betrieb')
@Controller('health')
@Begrenzt('ohne')
export class GesundheitController {
  constructor(private readonly gesundheit: GesundheitService) {}

  @Get('live')
  @ApiOkResponse({ type: Gesundheit })
  checkLive(): Gesundheit {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOkResponse({ type: Gesundheit })
  @ApiFehler(503)
  checkReady(): Promise<Gesundheit> {
    return this.gesundheit.checkReady();
  }
}
