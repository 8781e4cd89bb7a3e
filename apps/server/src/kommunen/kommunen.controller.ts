import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiFehler } from '../fehler/api-fehler.js';
import { FormularDto, KommuneDto, KommuneKurz } from './kommunen.dto.js';
import { KommunenService } from './kommunen.service.js';

@ApiTags('Öffentlich')
@Controller('oeffentlich/kommunen')
export class KommunenController {
  constructor(private readonly kommunen: KommunenService) {}

  @Get()
  @ApiOkResponse({ type: [KommuneKurz] })
  listKommunen(): Promise<KommuneKurz[]> {
    return this.kommunen.list();
  }

  @Get(':kommune')
  @ApiOkResponse({ type: KommuneDto })
  @ApiFehler(404)
  getKommune(@Param('kommune') kommune: string): Promise<KommuneDto> {
    return this.kommunen.get(kommune);
  }

  @Get(':kommune/zugaenge/:zugang/formular')
  @ApiOkResponse({ type: FormularDto })
  @ApiFehler(404)
  getFormular(@Param('kommune') kommune: string, @Param('zugang') zugang: string): Promise<FormularDto> {
    return this.kommunen.getFormular(kommune, zugang);
  }
}
