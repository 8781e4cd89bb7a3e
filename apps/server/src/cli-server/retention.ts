import { parseArgs } from 'node:util';
import { AUFBEWAHRUNG_TEXTE, describeZeitraum } from '@zusteuerung/domain';
import { ErasureWorker, readEraseList, reapplyErasures, type ErasedOnes } from '@zusteuerung/runtime';
import { count, printJson } from '../cli/output.js';
import { UserProblem } from '../cli/problem.js';
import { readKlassen } from '../datenschutz/aufbewahrung.service.js';
import { approveFaellige } from '../datenschutz/fristen.js';
import { say } from '../start/ausgabe.js';
import type { Betrieb } from '../start/betrieb.js';
import { kommunenNamed, withBetrieb } from './betrieb.js';
import { readLoeschliste } from './loeschliste.js';

const TAG = new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeZone: 'Europe/Berlin' });
const tag = (am: string) => TAG.format(new Date(am));

const OPTIONS = { kommune: { type: 'string' }, liste: { type: 'string' } } as const;
const WAS = ['preview', 'run', 'erasures', 'apply-erasures'] as const;
type Was = (typeof WAS)[number];

async function preview(betrieb: Betrieb, tenant: string): Promise<void> {
  say(`${tenant}:`);
  for (const { text, frist, automatisch, faellig, gesperrt, naechste } of await betrieb.forTenant(
    tenant,
    (tx) => readKlassen(tx, tenant),
  )) {
    const danach = naechste.find(({ gesperrt: held }) => !held);
    say(
      `  ${text} (${describeZeitraum(frist)}${automatisch ? ', automatisch' : ''}): ${faellig} fällig` +
        (gesperrt > 0 ? `, ${gesperrt} ausgesetzt` : '') +
        (danach
          ? `, als Nächstes ${danach.referenz} ${faellig > 0 ? 'seit dem' : 'am'} ${tag(danach.faelligAm)}`
          : ''),
    );
  }
}

/** Approves all that is due and erases it at once. */
async function erase(betrieb: Betrieb, tenant: string): Promise<void> {
  const approved = await approveFaellige(betrieb, tenant, () => true);
  const worker = new ErasureWorker(betrieb.database.dataSource);
  while ((await worker.runOnce()) > 0);
  for (const { klasse, anzahl } of approved)
    say(`${tenant}: ${AUFBEWAHRUNG_TEXTE[klasse]}: ${anzahl === 0 ? 'nichts fällig' : `${anzahl} gelöscht`}`);
}

async function eraseAgain({ database }: Betrieb, liste: ErasedOnes[]): Promise<void> {
  const again = await reapplyErasures(database.dataSource, liste);
  const was = again === 0 ? 'nichts, was auf der Liste steht, ist da.' : count(again, 'Vorgang', 'Vorgänge');
  say(`Erneut gelöscht: ${was}`);
}

async function act(
  betrieb: Betrieb,
  was: Was,
  { kommune, liste }: { kommune?: string; liste: ErasedOnes[] },
): Promise<void> {
  const { dataSource } = betrieb.database;
  if (was === 'erasures') return printJson(await readEraseList(dataSource));
  if (was === 'apply-erasures') return eraseAgain(betrieb, liste);
  for (const tenant of await kommunenNamed(betrieb, kommune))
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
  const { kommune, liste: file } = values;
  // Before the database is opened: what is wrong with the call is said at once.
  const liste = readLoeschliste(file);
  return withBetrieb(async (betrieb) => {
    await act(betrieb, was, { ...(kommune !== undefined && { kommune }), liste });
    return 0;
  });
}
