import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const rollen = [
  'case_management',
  'koordination',
  'gremium',
  'meldende_stelle',
  'administration',
] as const;
/** as they stand to the case: works on it and has reported it, has nothing to do with it, took part once */
export const organisationen = {
  eigene: ['rheine', 'caritas-rheine'],
  andere: ['rheine', 'team-beratung-rheine'],
  ehemals: ['rheine', 'lernen-foerdern-rheine'],
  fremde: ['en-kreis', 'ks-en'],
} as const;
type Stellung = keyof typeof organisationen;
export const stellungen = Object.keys(organisationen) as Stellung[];
export const spalten = [...rollen, 'niemand'] as const;

interface Matrix {
  /** answers per endpoint: a column per role and one for nobody; four values where the organisations differ */
  endpunkte: Record<string, string>;
  /** the query, and the body, without which a request would be refused before anybody asks who sends it */
  abfragen: Record<string, string>;
  koerper: Record<string, unknown>;
}

const read = (path: string) => JSON.parse(readFileSync(join(process.cwd(), path), 'utf8')) as unknown;
const matrix = read('tests/api/rechtematrix.json') as Matrix;
export const { abfragen, koerper } = matrix;
export const endpunkte = Object.keys(matrix.endpunkte);

/** Every endpoint of the API as `GET /api/…`, from its published description. */
export function offeredEndpoints(): string[] {
  const { paths } = read('apps/server/openapi.json') as { paths: Record<string, object> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

export const cells = (spalte: string): string[] =>
  spalte === 'niemand' ? ['niemand'] : stellungen.map((stellung) => `${spalte} ${stellung}`);

/** Answers by column, for each organisation one. */
export type Zeile = Record<string, number[]>;
export type Gesehen = Record<string, Zeile>;

/** `200/404/404/404` or `404` for all organisations, per column. */
export function expectedOf(endpunkt: string): Zeile {
  const values = (matrix.endpunkte[endpunkt] ?? '').split(' ');
  return Object.fromEntries(
    spalten.map((spalte, n) => {
      const given = (values[n] ?? '').split('/').map(Number);
      return [spalte, cells(spalte).map((_, i) => given[i] ?? given[0] ?? 0)];
    }),
  );
}

const head = `# Wer was darf

Jede Rolle jeder Organisation hat jeden Endpunkt zu einem Fall in Rheine gefragt. Je Zelle die Antworten an
${stellungen.map((name) => `${name} (${organisationen[name].join(', ')})`).join(' / ')}; eine Zahl, wenn alle gleich sind.
„eigene“ arbeitet an dem Fall und hat ihn gemeldet, „andere“ hat nichts damit zu tun, „ehemals“ hatte ihn einmal,
„fremde“ ist eine andere Kommune. Was anders ist als erwartet, steht als **bekommen statt erwartet**.
`;

const short = (values: number[]) => (new Set(values).size === 1 ? `${values[0]}` : values.join('/'));

function cellOf(got: number[] | undefined, expected: number[]): string {
  if (!got) return 'nicht gefragt';
  return short(got) === short(expected) ? short(got) : `**${short(got)} statt ${short(expected)}**`;
}

/** artifacts/rechtematrix.md for people, .json with every cell: role, organisation, endpoint, expected, got. */
export function writeMatrix(gesehen: Gesehen): void {
  const lines = endpunkte.map((endpunkt) => {
    const expected = expectedOf(endpunkt);
    const row = spalten.map((spalte) => cellOf(gesehen[endpunkt]?.[spalte], expected[spalte] ?? []));
    return `| ${[`\`${endpunkt}\``, ...row].join(' | ')} |`;
  });
  const table = [`| Endpunkt | ${spalten.join(' | ')} |`, `|${' --- |'.repeat(spalten.length + 1)}`];
  const directory = join(process.cwd(), 'artifacts');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'rechtematrix.md'), [head, ...table, ...lines, ''].join('\n'));
  writeFileSync(join(directory, 'rechtematrix.json'), JSON.stringify(flat(gesehen), null, 1));
}

const flat = (gesehen: Gesehen) =>
  endpunkte.flatMap((endpunkt) =>
    spalten.flatMap((rolle) =>
      (expectedOf(endpunkt)[rolle] ?? []).map((erwartet, n) => ({
        ...{ endpunkt, rolle, organisation: rolle === 'niemand' ? null : stellungen[n] },
        ...{ erwartet, bekommen: gesehen[endpunkt]?.[rolle]?.[n] ?? null },
      })),
    ),
  );
