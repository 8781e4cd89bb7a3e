import 'reflect-metadata';
import { installDemo, type DemoInstallation } from './demo/demo.js';
import { DemoSpiel } from './demo/faelle.js';
import { complain, say } from './start/ausgabe.js';
import type { Betrieb } from './start/betrieb.js';
import type { Config } from './start/config.js';
import { run, type Lauf } from './start/lauf.js';

let demo: DemoInstallation = { kommunen: [], konten: [], fehler: [] };

function describeStart({ address }: Lauf, config: Config): void {
  say(`\nZusteuerung läuft: ${address}`);
  say(config.databaseUrl ? 'Daten: PostgreSQL aus DATABASE_URL' : `Daten: ${config.dataDir}`);
  say(
    config.smtpUrl
      ? 'E-Mails gehen über SMTP_URL hinaus.'
      : 'E-Mails bleiben im Postfach der Anwendung (kein SMTP_URL).',
  );
  for (const fehler of demo.fehler) complain(`Nicht geladen: ${fehler}`);
  if (demo.konten.length > 0) {
    say('\nKonten zum Ausprobieren. Die Passwörter werden nur dieses eine Mal gezeigt:');
    let kommune = '';
    for (const konto of demo.konten) {
      if (konto.kommune !== kommune) say(`\n  ${(kommune = konto.kommune)}`);
      say(`    ${konto.email.padEnd(36)} ${konto.passwort}   ${konto.name}, ${konto.rollen}`);
    }
  }
  say('\nBeenden mit Strg+C.\n');
}

/** Example cases come after the start: nobody has to wait for them. */
async function playDemo({ app, betrieb }: Lauf): Promise<void> {
  if (!app || demo.kommunen.length === 0) return;
  const left = await Promise.all(demo.kommunen.map((kommune) => new DemoSpiel(betrieb, app, kommune).play()));
  const open = left.reduce((sum, count) => sum + count, 0);
  say(
    open === 0 ? 'Die Beispielfälle sind angelegt.' : `Von den Beispielfällen blieben ${open} unvollständig.`,
  );
}

async function prepare(betrieb: Betrieb): Promise<void> {
  if (betrieb.config.demo) demo = await installDemo(betrieb);
}

await run({ api: true, arbeiter: true, prepare }, (lauf, config) => {
  describeStart(lauf, config);
  playDemo(lauf).catch((error: unknown) => complain(`Beispielfälle: ${String(error)}`));
});
