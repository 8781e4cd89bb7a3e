import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AUFBEWAHRUNG_TEXTE } from '@zusteuerung/domain';
import { ErasureWorker, readEraseList, reapplyErasures, type ErasedOnes } from '@zusteuerung/runtime';
import { z } from 'zod';
import { printJson } from '../cli/output.js';
import { UserProblem } from '../cli/problem.js';
import { readKlassen } from '../datenschutz/aufbewahrung.service.js';
import { approveFaellige, kommunenOf } from '../datenschutz/fristen.js';
import { say } from '../start/ausgabe.js';
import type { Betrieb } from '../start/betrieb.js';
import { withBetrieb } from './betrieb.js';

const OPTIONS = { kommune: { type: 'string' }, liste: { type: 'string' } } as const;
const WAS = ['preview', 'run', 'erasures', 'apply-erasures'] as const;
type Was = (typeof WAS)[number];

const form = z.array(z.object({ tenant: z.string(), hashes: z.array(z.string().regex(/^[0-9a-f]{64}$/)) }));

function listeOf(file: string | undefined): ErasedOnes[] {
  if (!file) return [];
  try {
    return form.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new UserProblem(
      'BAD_ERASE_LIST',
      `„${file}“ enthält nicht, was „zst retention erasures“ ausgibt.`,
      `${file} does not hold the output of zst retention erasures`,
    );
  }
}

async function kommunen(betrieb: Betrieb, wanted: string | undefined): Promise<string[]> {
  const ids = await kommunenOf(betrieb);
  if (!wanted) return ids;
  if (!ids.includes(wanted))
    throw new UserProblem(
      'UNKNOWN_KOMMUNE',
      `Die Kommune „${wanted}“ gibt es hier nicht. Es gibt: ${ids.join(', ')}.`,
      `no municipality ${wanted}`,
    );
  return [wanted];
}

async function preview(betrieb: Betrieb, tenant: string): Promise<void> {
  say(`${tenant}:`);
  for (const { text, frist, automatisch, faellig, gesperrt, naechste } of await betrieb.forTenant(
    tenant,
    (tx) => readKlassen(tx, tenant),
  )) {
    const danach = naechste.find(({ gesperrt: held }) => !held);
    say(
      `  ${text} (${frist}${automatisch ? ', automatisch' : ''}): ${faellig} fällig` +
        (gesperrt > 0 ? `, ${gesperrt} ausgesetzt` : '') +
        (danach ? `, als Nächstes ${danach.referenz} am ${danach.faelligAm.slice(0, 10)}` : ''),
    );
  }
}

/** Approves all that is due and erases it at once. */
async function erase(betrieb: Betrieb, tenant: string): Promise<void> {
  const approved = await approveFaellige(betrieb, tenant, () => true);
  for (const { klasse, anzahl } of approved) say(`${tenant}: ${AUFBEWAHRUNG_TEXTE[klasse]}: ${anzahl}`);
  const worker = new ErasureWorker(betrieb.database.dataSource);
  while ((await worker.runOnce()) > 0);
}

async function act(betrieb: Betrieb, was: Was, values: { kommune?: string; liste?: string }): Promise<void> {
  const { dataSource } = betrieb.database;
  if (was === 'erasures') return printJson(await readEraseList(dataSource));
  if (was === 'apply-erasures')
    return say(`Erneut gelöscht: ${await reapplyErasures(dataSource, listeOf(values.liste))}`);
  for (const tenant of await kommunen(betrieb, values.kommune))
    await (was === 'preview' ? preview : erase)(betrieb, tenant);
}

/** `zst retention`: what is erased next, erase it, the erase list, and erase what a restored backup has brought back. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const was = WAS.find((one) => one === positionals[0]);
  if (!was || positionals.length !== 1)
    throw new UserProblem(
      'USAGE',
      `Bitte eines nennen: ${WAS.join(', ')}.`,
      `one of ${WAS.join(', ')} is needed`,
    );
  return withBetrieb(async (betrieb) => {
    await act(betrieb, was, values);
    return 0;
  });
}
