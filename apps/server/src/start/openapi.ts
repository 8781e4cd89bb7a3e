import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ApiModule } from '../api.module.js';
import type { Betrieb } from './betrieb.js';

export const OHNE_PRAEFIX = ['health/live', 'health/ready'];

/** The OpenAPI document of a Nest application; the same for the same source. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const document = new DocumentBuilder()
    .setTitle('Zusteuerung')
    .setDescription(
      'Meldung, Vorschlag, Übergabe, Rückmeldung, Eskalation im Kommunalen Integrationsmanagement',
    )
    .setVersion('1')
    .addCookieAuth('zst_sitzung', { type: 'apiKey', in: 'cookie' }, 'sitzung')
    .build();
  return SwaggerModule.createDocument(app, document, { operationIdFactory: (_controller, method) => method });
}

/** The OpenAPI document without database: controllers are looked at, not run. */
export async function createApiDocument(): Promise<OpenAPIObject> {
  const app = await NestFactory.create(ApiModule.with({} as Betrieb), { preview: true, logger: ['error'] });
  app.setGlobalPrefix('api', { exclude: OHNE_PRAEFIX });
  const document = describeApi(app);
  await app.close();
  return document;
}
