import { parseArgs } from 'node:util';
import { readHead, verifyAudit, type AuditDefect, type ChainHead } from '@zusteuerung/runtime';
import { z } from 'zod';
import { readKeptOutput } from '../cli/kept-output.js';
import { printJson } from '../cli/output.js';
import { UserProblem } from '../cli/problem.js';
import { say } from '../start/ausgabe.js';
import type { Betrieb } from '../start/betrieb.js';
import { kommunenNamed, withBetrieb } from './betrieb.js';

const OPTIONS = {
  kommune: { type: 'string' },
  anker: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** One line of `zst audit head`. */
const ankerForm = /^(?<tenant>\S+)\s+(?<seq>\d+)\s+(?<hash>[0-9a-f]{64})$/;
const ankerJson = z.array(
  z.object({ kommune: z.string(), seq: z.number().int(), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
);

type Anker = ChainHead & { kommune: string };

/** Lines or JSON as `zst audit head` prints them. */
export function readAnker(text: string): Anker[] {
  if (text.trimStart().startsWith('[')) return ankerJson.parse(JSON.parse(text));
  const lines = text.split(/\r?\n/).filter((line) => line.trim() && !line.startsWith('#'));
  return lines.map((line) => {
    const { tenant, seq, hash } = ankerForm.exec(line.trim())?.groups ?? {};
    if (!tenant || !hash) throw new Error(line);
    return { kommune: tenant, seq: Number(seq), hash };
  });
}

function ankerOf(file: string | undefined): Anker[] {
  if (!file) return [];
  try {
    return readAnker(readKeptOutput(file));
  } catch {
    throw new UserProblem(
      'BAD_ANCHORS',
      `„${file}“ enthält nicht, was „zst audit head“ ausgibt: je Zeile Kommune, Nummer und Prüfsumme.`,
      `${file} does not hold the output of zst audit head`,
    );
  }
}

function satz(defect: AuditDefect): string {
  switch (defect.code) {
    case 'CHAIN_BROKEN':
      return `Eintrag ${defect.entryId} (Nummer ${defect.seq}) ist nicht mehr der, der er war.`;
    case 'CHAIN_GAP':
      return `Ab Nummer ${defect.seq} fehlt ein Stück der Kette.`;
    case 'ANCHOR_MISSING':
      return `Nummer ${defect.seq} passt nicht zur notierten Prüfsumme: Die Kette wurde gekürzt oder neu geschrieben.`;
    case 'ENTRY_NOT_CHAINED':
      return `Eintrag ${defect.entryId} steht seit über einer Minute in keiner Kette. Läuft ein worker?`;
    case 'CONTENT_CHANGED':
      return `Zum Eintrag ${defect.entryId} wurde der Inhalt verändert (Vorgang ${defect.subjectId}).`;
    case 'CONTENT_MISSING':
      return `Zum Eintrag ${defect.entryId} fehlt der Inhalt, ohne dass eine Löschung vermerkt ist (Vorgang ${defect.subjectId}).`;
  }
}

/** `zst audit verify`: 0 every chain is whole, 1 something was changed. */
async function verify(betrieb: Betrieb, kommunen: string[], anker: Anker[], json: boolean): Promise<number> {
  const reports = [];
  for (const kommune of kommunen) {
    const own = anker.filter((one) => one.kommune === kommune);
    const report = await betrieb.forTenant(kommune, (tx) => verifyAudit(tx, kommune, own));
    reports.push({ kommune, ...report });
    if (json) continue;
    const { head, compared, erased, defects } = report;
    say(
      `${kommune}: ${head.seq} Einträge, ${compared} Inhalte verglichen, ${erased} gelöscht, ` +
        (defects.length === 0 ? 'alles unverändert' : `${defects.length} Mängel`),
    );
    for (const defect of defects) say(`  ${satz(defect)} [${defect.code}]`);
  }
  const ok = reports.every(({ defects }) => defects.length === 0);
  if (json) printJson({ ok, kommunen: reports });
  return ok ? 0 : 1;
}

/** `zst audit head`: what to keep outside the database. */
async function head(betrieb: Betrieb, kommunen: string[], json: boolean): Promise<number> {
  const heads: Anker[] = [];
  for (const kommune of kommunen)
    heads.push({ kommune, ...(await betrieb.forTenant(kommune, (tx) => readHead(tx, kommune))) });
  if (json) printJson(heads);
  else for (const { kommune, seq, hash } of heads) say(`${kommune} ${seq} ${hash}`);
  return 0;
}

/** `zst audit verify` and `zst audit head`. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const [what] = positionals;
  if (positionals.length !== 1 || (what !== 'verify' && what !== 'head'))
    throw new UserProblem(
      'USAGE',
      'Bitte „verify“ (prüfen) oder „head“ (Prüfsumme ausgeben) nennen.',
      'verify or head is needed',
    );
  const anker = ankerOf(values.anker);
  return withBetrieb(async (betrieb) => {
    const kommunen = await kommunenNamed(betrieb, values.kommune);
    return what === 'head'
      ? head(betrieb, kommunen, values.json)
      : verify(betrieb, kommunen, anker, values.json);
  });
}
