import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ApiModule } from '../api.module.js';
import type { Betrieb } from './betrieb.js';

export const OHNE_PRAEFIX = ['health/live', 'health/ready'];

const EINMAL = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description: 'Ein zweites Absenden ergibt dieselbe Antwort',
  schema: { type: 'string' as const },
};

/** Every write of a signed-in person takes the header (EinmalInterceptor), but for those on the own sign-in. */
function nameEinmal(document: OpenAPIObject): OpenAPIObject {
  for (const path of Object.values(document.paths))
    for (const operation of [path.post, path.put, path.patch, path.delete]) {
      if (!operation?.security?.length || operation.tags?.includes('Sicherheit')) continue;
      const parameters = (operation.parameters ??= []);
      const known = parameters.some((one) => 'name' in one && one.name === EINMAL.name);
      if (!known) parameters.push(EINMAL);
    }
  return document;
}

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
  const options = { operationIdFactory: (_controller: string, method: string) => method };
  return nameEinmal(SwaggerModule.createDocument(app, document, options));
}

/** The OpenAPI document without database: controllers are looked at, not run. */
export async function createApiDocument(): Promise<OpenAPIObject> {
  const app = await NestFactory.create(ApiModule.with({} as Betrieb), { preview: true, logger: ['error'] });
  app.setGlobalPrefix('api', { exclude: OHNE_PRAEFIX });
  const document = describeApi(app);
  await app.close();
  return document;
}
