import { random, shuffled } from '../support/random.js';
import { aufgabeOf, beispiel, melden, type Json, type Person, type Welt } from './welt.js';

/** A case full of words that stand nowhere else. */
export interface MarkedFall {
  id: string;
  referenz: string;
  /** every word that was written into it, in lower case */
  merkmale: string[];
}

const texte = [
  ...['melder_organisation', 'melder_name', 'person_vorname', 'person_nachname'],
  ...['person_anschrift', 'person_kontaktwunsch', 'anlass'],
];

/** Does what can be done with a case in a drawn order and selection; whatever takes a text gets a word of its own. */
export async function markedFall(welt: Welt, carla: Person, seed: number): Promise<MarkedFall> {
  const next = random(seed);
  const merkmale: string[] = [];
  const wort = () => {
    const merkmal = `q${Array.from({ length: 12 }, () => String.fromCharCode(97 + Math.floor(next() * 26))).join('')}`;
    merkmale.push(merkmal);
    return merkmal;
  };
  const antworten = Object.fromEntries(texte.map((key) => [key, wort()]));
  const { referenz } = await melden(
    welt.anyone(),
    'rheine',
    beispiel('rheine', 0, { ...antworten, melder_email: `${wort()}@stelle.example` }),
  );
  const { id: aufgabe, vorgang } = await aufgabeOf(carla, referenz);
  const path = `/api/vorgaenge/${vorgang.id}`;
  const must = async (answer: Promise<{ status: number; body: Json }>) => {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  };
  const schritte = [
    () =>
      must(
        carla.post(`${path}/einwilligungen`, {
          ...{ text: `Ich bin einverstanden mit ${wort()}.`, sprache: 'de', empfaenger: ['caritas-rheine'] },
          ...{ zwecke: [`Beratung ${wort()}`], form: 'muendlich', umstaende: `Telefonat ${wort()}` },
          ...{ durch: 'person', besondere: false, erteiltAm: '2026-01-02' },
        }),
      ),
    () =>
      must(
        carla.post(`${path}/termine`, {
          ...{ art: 'sonstiges', titel: `Treffen ${wort()}`, beginn: '2099-12-03T14:30', dauer: 60 },
          ...{ ort: wort(), teilnehmende: [`${wort()}@gast.example`] },
        }),
      ),
    async () => {
      const entscheidung = { entscheidung: 'abweichen', ziel_neu: 'CM', traeger_neu: 'caritas-rheine' };
      await must(
        carla.post(`/api/aufgaben/${aufgabe}/abschliessen`, {
          antworten: { ...entscheidung, grund: `Begründung ${wort()}` },
        }),
      );
      const annahme = await aufgabeOf(carla, referenz, /Annahme/);
      if (next() < 0.5) return;
      const ja = { doppelbetreuung: 'keine', entscheidung: 'annehmen' };
      await must(carla.post(`/api/aufgaben/${annahme.id}/abschliessen`, { antworten: ja }));
      const uebergabe = await aufgabeOf(carla, referenz, /Übergabe/);
      const wann = { uebergabe_art: 'termin', uebergabe_datum: '2099-12-04', uebergabe_uhrzeit: '10:00' };
      await must(
        carla.post(`/api/aufgaben/${uebergabe.id}/abschliessen`, {
          antworten: { ...wann, uebergabe_teilnehmende: ['person'], uebergabe_ort: `Raum ${wort()}` },
        }),
      );
    },
  ];
  for (const schritt of shuffled(schritte, next)) await schritt();
  if (next() < 0.5) await must(carla.post(`${path}/widerruf`));
  return { id: vorgang.id, referenz, merkmale };
}
