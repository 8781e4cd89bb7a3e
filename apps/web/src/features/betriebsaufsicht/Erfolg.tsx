import { useEffect, useRef } from 'react';
import type { Ablauf, Folge } from '../../api/betrieb.js';
import { FehlerHinweis, Hinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { useAusfuehren, type EingriffArt } from './eingriff.js';
import { Folgenliste } from './Folgenliste.js';
import type { Werte } from './variablen.js';

export interface Getan {
  art: EingriffArt;
  folgen: Folge[];
  /** the values that take it back; null: it cannot be taken back */
  zurueck: Werte | null;
}

/** What was done, and a way back where there is one. */
export function Erfolg({
  ablauf,
  getan,
  onGetan,
}: {
  ablauf: Ablauf;
  getan: Getan;
  onGetan: (getan: Getan) => void;
}) {
  const ort = useRef<HTMLDivElement>(null);
  const ausfuehren = useAusfuehren(ablauf.ablaufId);
  useEffect(() => ort.current?.focus(), [getan]);
  const { zurueck } = getan;
  const undo = (variablen: Werte) =>
    ausfuehren.mutate(
      {
        art: 'variablen',
        stand: ablauf.stand,
        variablen,
        begruendung: 'Rückgängig: Werte von vor der Änderung',
      },
      { onSuccess: ({ folgen }) => onGetan({ art: 'variablen', folgen, zurueck: null }) },
    );
  return (
    <Hinweis art="success" titel="Das ist geschehen" melden ref={ort}>
      <Folgenliste folgen={getan.folgen} />
      {ausfuehren.isError ? <FehlerHinweis fehler={ausfuehren.error} /> : null}
      {zurueck ? (
        <p>
          <Knopf art="secondary" beschaeftigt={ausfuehren.isPending} onClick={() => undo(zurueck)}>
            Rückgängig machen
          </Knopf>
        </p>
      ) : null}
    </Hinweis>
  );
}
