import { useRef, useState } from 'react';
import type { Vorgang } from '../../api/typen.js';
import { FehlerHinweis, Hinweis } from '../../bausteine/Hinweis.js';
import { useJetzt } from '../../bausteine/jetzt.js';
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

interface Props {
  id: string;
  darfPlanen: boolean;
  eintraege: Termin[];
}

function Abschnitt({ id, darfPlanen, eintraege }: Props) {
  const [offen, setOffen] = useState<Offen>(null);
  const [meldung, setMeldung] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const close = (text = '') => {
    setOffen(null);
    setMeldung(text);
    heading.current?.focus();
  };
  const open = (termin: Termin | null) => {
    setMeldung('');
    setOffen({ termin });
  };
  return (
    <section
      className={`zst-kasten zst-stapel${eintraege.length === 0 ? ' zst-nicht-drucken' : ''}`}
      aria-labelledby="termine"
    >
      <h2 className="kern-heading-medium" id="termine" tabIndex={-1} ref={heading}>
        Termine
      </h2>
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
    </section>
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
  const steht = (termin: Termin) => termin.status === 'geplant' && !isVorbei(termin, jetzt);
  const kommende = eintraege.filter(steht);
  const fruehere = eintraege.filter((termin) => !steht(termin)).reverse();
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
