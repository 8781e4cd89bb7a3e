import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc, { type Arbitrary } from 'fast-check';
import type { Json } from '../api/welt.js';

interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  allOf?: Schema[];
}

interface Operation {
  parameters?: { name: string; in: 'path' | 'query' | 'header' }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const document = JSON.parse(
  readFileSync(join(process.cwd(), 'apps/server/openapi.json'), 'utf8'),
) as Document;

/** A property nobody asked for; must be found nowhere in the database. */
export const UNKNOWN = 'zst_unbekannt_4711';

const hostile: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, 0, -1, 1e308, '', '\u0000', '\ud800', '../../etc/passwd', "'; DROP TABLE vorgang; --"],
    ...['x'.repeat(5000), [], [null], {}, { length: 5 }, { toString: null }, '${7*7}', '=1/0', '<script>'],
    ...['2026-02-30', '99999999999999999999', '%00', '\u202e', 'NaN', -0, 2 ** 53, Number.MIN_VALUE],
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.integer(),
  fc.double(),
);

function ofSchema(schema: Schema, known: Record<string, string[]>, name = ''): Arbitrary<unknown> {
  const { $ref, allOf, properties, items, required = [] } = schema;
  if ($ref) return ofSchema(document.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {}, known, name);
  if (allOf) return ofSchema(allOf[0] ?? {}, known, name);
  const good = known[name] ?? [];
  const sound: Arbitrary<unknown>[] = good.length > 0 ? [fc.constantFrom(...good)] : [];
  if (schema.enum) sound.push(fc.constantFrom(...schema.enum));
  else if (properties) {
    const parts = Object.entries(properties).map(([key, part]) => [key, ofSchema(part, known, key)] as const);
    const whole = fc.record(Object.fromEntries(parts), { requiredKeys: required });
    sound.push(
      whole,
      whole.map((value) => ({ ...value, [UNKNOWN]: UNKNOWN })),
    );
  } else if (items) sound.push(fc.array(ofSchema(items, known, name), { maxLength: 3 }));
  else if (schema.type === 'string') sound.push(fc.string({ maxLength: 30 }), fc.emailAddress());
  else if (schema.type === 'number') sound.push(fc.integer(), fc.integer({ min: 0, max: 5 }));
  else if (schema.type === 'boolean') sound.push(fc.boolean());
  else sound.push(fc.dictionary(fc.string({ maxLength: 20 }), hostile, { maxKeys: 4 }));
  return fc.oneof({ weight: 4, arbitrary: fc.oneof(...sound) }, { weight: 1, arbitrary: hostile });
}

export interface Anfrage {
  method: string;
  /** as in the document, to report by */
  route: string;
  path: string;
  headers: Json;
  body?: string;
}

const inUrl = (value: unknown) =>
  encodeURIComponent(
    (typeof value === 'string' ? value : JSON.stringify(value)).replace(/\p{Surrogate}/gu, '?'),
  );

/** What stands before a parameter of a path: `webhooks` for `id` in `/api/webhooks/{id}`. */
const collectionOf = (route: string, name: string): string =>
  route.split(`/{${name}}`)[0]?.split('/').at(-1) ?? '';

/** Whatever somebody may send to an endpoint: well-formed by the schema or not, with values that are known or not. */
function requests(method: string, route: string, operation: Operation, known: Record<string, string[]>) {
  const { parameters = [], requestBody } = operation;
  const value = (name: string) => {
    const good = known[`${collectionOf(route, name)}.${name}`] ?? known[name];
    return fc.oneof(...(good ? [{ weight: 4, arbitrary: fc.constantFrom<unknown>(...good) }] : []), {
      weight: 1,
      arbitrary: hostile,
    });
  };
  const values = Object.fromEntries(parameters.map(({ name }) => [name, value(name)]));
  const schema = requestBody?.content?.['application/json']?.schema;
  const body = schema ? ofSchema(schema, known) : fc.constant(undefined);
  return fc.tuple(fc.record(values), body).map(([given, content]): Anfrage => {
    let path = route;
    const query: string[] = [];
    const headers: Json = {};
    for (const { name, in: where } of parameters) {
      if (where === 'path') path = path.replace(`{${name}}`, inUrl(given[name]) || '-');
      if (where === 'query') query.push(`${name}=${inUrl(given[name])}`);
      if (where === 'header') headers[name] = inUrl(given[name]).slice(0, 200) || '-';
    }
    const text = JSON.stringify(content);
    return {
      ...{ method: method.toUpperCase(), route, headers },
      path: query.length > 0 ? `${path}?${query.join('&')}` : path,
      ...(schema && { body: text ?? 'null' }),
    };
  });
}

/**
 * `known` names values that exist, by the name of the field or parameter, for parameters also by what stands before them
 * (`webhooks.id`). Signing out is left out.
 */
export function allRequests(known: Record<string, string[]>): Arbitrary<Anfrage>[] {
  return Object.entries(document.paths).flatMap(([route, operations]) =>
    Object.entries(operations)
      .filter(([method]) => !(method === 'delete' && route === '/api/anmeldung'))
      .map(([method, operation]) => requests(method, route, operation, known)),
  );
}
