import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiFehler } from '../fehler/api-fehler.js';
import { Angemeldet, NurMit } from '../zugriff/angemeldet.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import { Webhook, WebhookEingabe, WebhookMitGeheimnis, WebhookProbe, Webhooks } from './webhooks.dto.js';
import { WebhooksService } from './webhooks.service.js';

@ApiTags('Schnittstellen')
@Controller('webhooks')
@NurMit('schnittstellen.verwalten')
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Get()
  @ApiOkResponse({ type: Webhooks })
  listWebhooks(@Angemeldet() zugriff: Zugriff): Promise<Webhooks> {
    return this.webhooks.list(zugriff);
  }

  @Post()
  @ApiCreatedResponse({ type: WebhookMitGeheimnis })
  @ApiFehler(400, 422)
  createWebhook(
    @Angemeldet() zugriff: Zugriff,
    @Body() eingabe: WebhookEingabe,
  ): Promise<WebhookMitGeheimnis> {
    return this.webhooks.create(zugriff, eingabe);
  }

  @Put(':id')
  @ApiOkResponse({ type: Webhook })
  @ApiFehler(400, 404, 422)
  changeWebhook(
    @Angemeldet() zugriff: Zugriff,
    @Param('id') id: string,
    @Body() eingabe: WebhookEingabe,
  ): Promise<Webhook> {
    return this.webhooks.change(zugriff, id, eingabe);
  }

  @Post(':id/geheimnis')
  @HttpCode(200)
  @ApiOkResponse({ type: WebhookMitGeheimnis })
  @ApiFehler(404)
  renewGeheimnis(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<WebhookMitGeheimnis> {
    return this.webhooks.renew(zugriff, id);
  }

  @Post(':id/probe')
  @HttpCode(200)
  @ApiOkResponse({ type: WebhookProbe })
  @ApiFehler(404)
  probeWebhook(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<WebhookProbe> {
    return this.webhooks.probe(zugriff, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiFehler(404)
  removeWebhook(@Angemeldet() zugriff: Zugriff, @Param('id') id: string): Promise<void> {
    return this.webhooks.remove(zugriff, id);
  }
}
