import { createHash, randomUUID } from 'node:crypto';
import {
  aufgabeOf,
  beispiel,
  melden,
  type Antwort,
  type Aufgabe,
  type Json,
  type Person,
  type Welt,
} from '../api/welt.js';

export const termin = {
  art: 'fallkonferenz',
  titel: 'Fallkonferenz',
  beginn: '2099-01-15T14:30',
  dauer: 90,
  ort: 'Rathaus',
  teilnehmende: ['melder', 'schule@ort.example'],
};

/** A session and a second factor of an account that has neither, for somebody else to end. */
export async function sitzungUndFaktor(welt: Welt, konto: string): Promise<void> {
  const token = createHash('sha256').update('x').digest('hex');
  await welt.query(
    `INSERT INTO sitzung (token_hash, id, konto_id, expires_at, last_seen_at, user_agent)
     VALUES ($1, $2, $3, now() + interval '1 hour', now(), 'Test')`,
    [token, randomUUID(), konto],
  );
  await welt.query(`INSERT INTO zweiter_faktor (konto_id, geheimnis) VALUES ($1, '\\x00')`, [konto]);
}

interface Ablauf {
  ablaufId: string;
  stand: number;
  variablen: { fristen: Json };
}

/** Cases to try something with. */
export class Faelle {
  readonly beispiel = beispiel('rheine', 0);

  constructor(
    private readonly welt: Welt,
    private readonly carla: Person,
    private readonly katrin: Person,
  ) {}

  /** Refusals while preparing are errors of the test. */
  async must<T>(answer: Promise<Antwort<T>>): Promise<Antwort<T>> {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`refused: ${status} ${JSON.stringify(body)}`);
    return answer;
  }

  /** The first task of a new case. */
  async neu(): Promise<Aufgabe> {
    const { referenz } = await melden(this.welt.anyone(), 'rheine', this.beispiel);
    return aufgabeOf(this.carla, referenz);
  }

  /** Answers of the task's first button. */
  async antworten({ id }: Aufgabe): Promise<Json> {
    const path = `/api/aufgaben/${id}`;
    const { body } = await this.must(this.carla.get<{ aktionen: { antworten: Json }[] }>(path));
    return body.aktionen[0]?.antworten ?? {};
  }

  /** A case that ended so long ago that it may be erased. */
  async alt(): Promise<void> {
    const { vorgang } = await this.neu();
    await this.welt.query(
      `UPDATE process_instance SET status = 'completed', updated_at = now() - interval '2 years'
       WHERE id = (SELECT instance_id FROM vorgang WHERE id = $1)`,
      [vorgang.id],
    );
  }

  async ablauf({ vorgang }: Aufgabe): Promise<Ablauf> {
    const path = `/api/vorgaenge/${vorgang.id}`;
    const { ablaufId } = (await this.must(this.katrin.get<Ablauf>(path))).body;
    const { body } = await this.must(this.katrin.get<Ablauf>(`/api/betrieb/ablaeufe/${ablaufId}`));
    return { ...body, ablaufId };
  }

  /** A case that stands still, because a deadline is no duration; resolves with the kind of incident. */
  async gestoert(): Promise<Json> {
    const aufgabe = await this.neu();
    const { ablaufId, stand, variablen } = await this.ablauf(aufgabe);
    const fristen = { ...variablen.fristen, annahme: 'bald' };
    const eingriff = { art: 'variablen', variablen: { fristen }, stand, begruendung: 'Frist vertippt' };
    await this.must(this.katrin.post(`/api/betrieb/ablaeufe/${ablaufId}/eingriff`, eingriff));
    const antworten = await this.antworten(aufgabe);
    await this.must(this.carla.post(`/api/aufgaben/${aufgabe.id}/abschliessen`, { antworten }));
    const { body } = await this.katrin.get<{ eintraege: Json[] }>('/api/betrieb/stoerungen');
    const [one] = body.eintraege;
    return { prozess: one?.['prozess'], element: one?.['elementId'], code: one?.['code'] };
  }
}
