import { useRef, useState } from 'react';
import type { Vorgang } from '../../api/typen.js';
import { formatTag } from '../../bausteine/datum.js';
import { FehlerHinweis, Hinweis } from '../../bausteine/Hinweis.js';
import { useJetzt } from '../../bausteine/jetzt.js';
import { Klappe } from '../../bausteine/Klappe.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { useAbsagen, useTermine, type Termin } from './abfragen.js';
import { TerminFormular } from './TerminFormular.js';
import { TerminZeile } from './TerminZeile.js';
import { isVorbei } from './zeitraum.js';

/** Which meeting is being written: one of the list, a new one, none. */
type Offen = { termin: Termin | null } | null;

/** The meetings about a case; whoever works on it plans, moves and cancels them. */
export function Termine({ vorgang }: { vorgang: Vorgang }) {
  const termine = useTermine(vorgang.id);
  if (termine.error && !termine.data)
    return (
      <FehlerHinweis
        titel="Die Termine fehlen gerade"
        fehler={termine.error}
        erneut={() => void termine.refetch()}
      />
    );
  if (!termine.data) return null;
  const { darfPlanen, eintraege } = termine.data;
  if (!darfPlanen && eintraege.length === 0) return null;
  return <Abschnitt id={vorgang.id} darfPlanen={darfPlanen} eintraege={eintraege} />;
}

const isKommend = (termin: Termin, jetzt: number): boolean =>
  termin.status === 'geplant' && !isVorbei(termin, jetzt);

/** "2, nächster am 3. Dezember 2026"; the list begins with what comes first. */
const summarize = ([naechster, ...weitere]: Termin[]): string =>
  naechster ? `${weitere.length + 1}, nächster am ${formatTag(naechster.beginn)}` : 'keiner geplant';

interface Props {
  id: string;
  darfPlanen: boolean;
  eintraege: Termin[];
}

function Abschnitt({ id, darfPlanen, eintraege }: Props) {
  const [offen, setOffen] = useState<Offen>(null);
  const [meldung, setMeldung] = useState('');
  const summary = useRef<HTMLElement>(null);
  const jetzt = useJetzt();
  const kommende = eintraege.filter((termin) => isKommend(termin, jetzt));
  const close = (text = '') => {
    setOffen(null);
    setMeldung(text);
    summary.current?.focus();
  };
  const open = (termin: Termin | null) => {
    setMeldung('');
    setOffen({ termin });
  };
  return (
    <Klappe
      id="termine"
      titel="Termine"
      kurz={summarize(kommende)}
      className={`zst-kasten${eintraege.length === 0 ? ' zst-nicht-drucken' : ''}`}
      ref={summary}
    >
      {meldung ? <Hinweis art="success" titel={meldung} melden /> : null}
      <Listen
        id={id}
        eintraege={eintraege.filter((termin) => termin.id !== offen?.termin?.id)}
        leer={!offen}
        onAendern={open}
        onFertig={close}
      />
      {offen ? (
        <TerminFormular
          key={offen.termin?.id ?? 'neu'}
          vorgangId={id}
          termin={offen.termin}
          onFertig={close}
        />
      ) : darfPlanen ? (
        <div className="zst-knoepfe zst-nicht-drucken">
          <Knopf art="secondary" onClick={() => open(null)}>
            Termin planen
          </Knopf>
        </div>
      ) : null}
    </Klappe>
  );
}

interface ListenProps {
  id: string;
  eintraege: Termin[];
  /** say so when nothing is ahead */
  leer: boolean;
  onAendern: (termin: Termin) => void;
  onFertig: (meldung: string) => void;
}

function Listen({ id, eintraege, leer, onAendern, onFertig }: ListenProps) {
  const jetzt = useJetzt();
  const absagen = useAbsagen(id);
  const kommende = eintraege.filter((termin) => isKommend(termin, jetzt));
  const fruehere = eintraege.filter((termin) => !isKommend(termin, jetzt)).reverse();
  return (
    <>
      {absagen.error ? <FehlerHinweis fehler={absagen.error} /> : null}
      {kommende.length > 0 ? (
        <ul className="zst-eintraege" aria-label="Kommende Termine">
          {kommende.map((termin) => (
            <TerminZeile
              key={termin.id}
              termin={termin}
              sagtAb={absagen.isPending}
              onAendern={() => onAendern(termin)}
              onAbsagen={() =>
                absagen.mutate(termin.id, {
                  onSuccess: () => onFertig('Der Termin ist abgesagt. Alle Eingeladenen erfahren davon.'),
                })
              }
            />
          ))}
        </ul>
      ) : leer ? (
        <p>Zurzeit ist kein Termin geplant.</p>
      ) : null}
      {fruehere.length > 0 ? (
        <details className="zst-klappe">
          <summary>{`Vergangene und abgesagte Termine (${fruehere.length})`}</summary>
          <ul className="zst-eintraege" aria-label="Vergangene und abgesagte Termine">
            {fruehere.map((termin) => (
              <TerminZeile key={termin.id} termin={termin} />
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}
