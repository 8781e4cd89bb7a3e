import { parseArgs } from 'node:util';
import { count, printJson } from '../cli/output.js';
import { say } from '../start/ausgabe.js';
import { examine, type Befund } from './untersuchung.js';
import { withServer } from './server.js';

const ZEICHEN = { gut: '✓', warnung: '!', fehler: '✗' } as const;

function tell(befunde: Befund[]): void {
  for (const { stufe, was, text, abhilfe } of befunde) {
    say(`${ZEICHEN[stufe]} ${was}: ${text}`);
    if (abhilfe) say(`    Abhilfe: ${abhilfe}`);
  }
  const of = (wanted: Befund['stufe']) => befunde.filter(({ stufe }) => stufe === wanted).length;
  const warnungen = of('warnung') > 0 ? `, ${count(of('warnung'), 'Warnung', 'Warnungen')}` : '';
  if (of('fehler') > 0) say(`\n${of('fehler')} Fehler${warnungen}.`);
  else say(warnungen ? `\nKein Fehler${warnungen}.` : '\nAlles in Ordnung.');
}

/** `zst doctor`: looks at everything and changes nothing. 0 no error, 1 something has to be done. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } });
  return withServer(async (url, config) => {
    const befunde = await examine(url, config);
    const ok = befunde.every(({ stufe }) => stufe !== 'fehler');
    if (values.json) printJson({ ok, befunde });
    else tell(befunde);
    return ok ? 0 : 1;
  });
}
