import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiFehler } from '../fehler/api-fehler.js';
import { Begrenzt } from '../start/begrenzung.js';
import { StatusAbfrage, StatusAuskunft } from './status.dto.js';
import { StatusService } from './status.service.js';

@ApiTags('Öffentlich')
@Controller('oeffentlich/status')
export class StatusController {
  constructor(private readonly status: StatusService) {}

  @Post()
  @HttpCode(200)
  @Begrenzt('status')
  @ApiOkResponse({ type: StatusAuskunft })
  @ApiFehler(400, 404, 429)
  readStatus(@Body() abfrage: StatusAbfrage): Promise<StatusAuskunft> {
    return this.status.read(abfrage);
  }

  @Post('widerruf')
  @HttpCode(200)
  @Begrenzt('status')
  @ApiOkResponse({
    type: StatusAuskunft,
    description: 'Die Einwilligung ist widerrufen; auch beim zweiten Mal',
  })
  @ApiFehler(400, 404, 409, 429)
  withdrawThroughStatus(@Body() abfrage: StatusAbfrage): Promise<StatusAuskunft> {
    return this.status.withdraw(abfrage);
  }
}
