import type { Termin } from '@zusteuerung/runtime';
import type { Text } from '../nachrichten/vorlage.js';
import { createKalenderdatei, type Kalendereintrag, type Methode } from './kalenderdatei.js';

/** A meeting with what its calendar entry says besides. */
export interface Ansage {
  termin: Termin;
  referenz: string;
  /** of the installation */
  publicUrl: string;
}

const tag = new Intl.DateTimeFormat('de-DE', { dateStyle: 'full', timeZone: 'Europe/Berlin' });
const uhr = new Intl.DateTimeFormat('de-DE', { timeStyle: 'short', timeZone: 'Europe/Berlin' });

/** "Donnerstag, 3. Dezember 2026, 14:30 bis 16:00 Uhr" */
export function describeZeit({
  beginn,
  dauer,
  ganztags,
}: Pick<Termin, 'beginn' | 'dauer' | 'ganztags'>): string {
  if (ganztags) return tag.format(beginn);
  const ende = new Date(beginn.getTime() + dauer * 60_000);
  return `${tag.format(beginn)}, ${uhr.format(beginn)} bis ${uhr.format(ende)} Uhr`;
}

function eintragOf({ termin, referenz, publicUrl }: Ansage): Kalendereintrag {
  const { id, sequence, beginn, ganztags, dauer, titel, ort, status, updatedAt } = termin;
  return {
    uid: `${id}@${new URL(publicUrl).hostname}`,
    ...{ sequence, beginn, ganztags, dauer, titel, ort },
    beschreibung: `Vorgang ${referenz}\n${publicUrl}/vorgaenge/${termin.vorgangId}`,
    abgesagt: status === 'abgesagt',
    stand: updatedAt,
  };
}

/** The calendar file for one address; `abgesagt`: takes the meeting out of this calendar, whatever others do. */
export function einladungAn(
  ansage: Ansage,
  {
    organisator,
    email,
    abgesagt = false,
  }: { organisator: { name: string; email: string }; email: string; abgesagt?: boolean },
): string {
  const eintrag = eintragOf(ansage);
  const weg = abgesagt || eintrag.abgesagt;
  const methode: Methode = weg ? 'CANCEL' : 'REQUEST';
  return createKalenderdatei({ ...eintrag, abgesagt: weg }, methode, {
    organisator,
    teilnehmer: { name: email, email },
  });
}

/** The calendar file to take along: it names nobody and asks for no answer. */
export function kalenderdateiOf(ansage: Ansage): string {
  return createKalenderdatei(eintragOf(ansage), ansage.termin.status === 'abgesagt' ? 'CANCEL' : 'PUBLISH');
}

export type Anlass = 'eingeladen' | 'geaendert' | 'abgesagt';

const betreff: Record<Anlass, string> = {
  eingeladen: 'Einladung',
  geaendert: 'Termin geändert',
  abgesagt: 'Termin abgesagt',
};
const satz: Record<Anlass, string> = {
  eingeladen: 'Sie sind zu einem Termin eingeladen.',
  geaendert: 'ein Termin hat sich geändert. Jetzt gilt:',
  abgesagt: 'dieser Termin findet nicht statt oder ist nicht mehr für Sie vorgesehen:',
};

/** The mail around a calendar file; `intern`: whoever can sign in gets the way to the case. */
export function describeEinladung(
  { termin, referenz, publicUrl }: Ansage,
  anlass: Anlass,
  intern: boolean,
): Text {
  const zeilen = [
    'Guten Tag,',
    '',
    satz[anlass],
    '',
    termin.titel,
    describeZeit(termin),
    ...(termin.ort ? [`Ort: ${termin.ort}`] : []),
    `Vorgang: ${referenz}`,
    '',
    anlass === 'abgesagt'
      ? 'Die Kalenderdatei im Anhang nimmt ihn aus Ihrem Kalender.'
      : 'Die Kalenderdatei im Anhang trägt ihn in Ihren Kalender ein.',
    ...(intern ? ['', `Zum Vorgang: ${publicUrl}/vorgaenge/${termin.vorgangId}`] : []),
  ];
  return {
    betreff: `${betreff[anlass]}: ${termin.titel}`.replace(/\p{Cc}+/gu, ' '),
    text: zeilen.join('\n'),
  };
}

const geschehen: Record<Anlass, (personen: string) => string> = {
  eingeladen: (personen) => `Einladung an ${personen} versandt`,
  geaendert: (personen) => `Termin geändert, ${personen} benachrichtigt`,
  abgesagt: (personen) => `Termin abgesagt, ${personen} benachrichtigt`,
};

/** All mails of one announcement in one sentence; null: the subject is not one of `describeEinladung`. */
export function describeVersand(subject: string, anzahl: number): string | null {
  const anlass = (Object.keys(betreff) as Anlass[]).find((one) => subject.startsWith(`${betreff[one]}: `));
  if (!anlass) return null;
  const titel = subject.slice(betreff[anlass].length + 2);
  return `${geschehen[anlass](anzahl === 1 ? '1 Person' : `${anzahl} Personen`)}: ${titel}`;
}

/** What the status page says about it; the title stays out, as it is read without signing in. */
export function describeStand(termin: Termin, anlass: Anlass): string {
  const zeit = describeZeit(termin);
  if (anlass === 'abgesagt') return `Der Termin am ${zeit} findet nicht statt.`;
  return anlass === 'geaendert'
    ? `Der Termin ist jetzt am ${zeit}.`
    : `Sie sind zu einem Termin eingeladen: ${zeit}.`;
}
