import { useMutation } from '@tanstack/react-query';
import { normalizePin, normalizeReferenz } from '@zusteuerung/domain';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api, daten } from '../../api/client.js';
import { ApiFehler, describeFehler } from '../../api/fehler.js';
import { Hinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Textfeld } from '../../bausteine/Textfeld.js';
import { Seite } from '../../layout/Seite.js';
import { Auskunft } from './Auskunft.js';
import { Widerruf } from './Widerruf.js';

/** The state of a Meldung for whoever has its number and PIN. */
export function StatusSeite() {
  const abfrage = useMutation({
    mutationFn: (kennung: { referenz: string; pin: string }) =>
      daten(api.POST('/api/oeffentlich/status', { body: kennung })),
  });
  const widerruf = useMutation({
    mutationFn: (kennung: { referenz: string; pin: string }) =>
      daten(api.POST('/api/oeffentlich/status/widerruf', { body: kennung })),
  });
  const { data, variables } = abfrage;
  const neu = () => {
    abfrage.reset();
    widerruf.reset();
  };
  if (data) {
    const stand = widerruf.data ?? data;
    const zuruecknehmen = (
      <Widerruf
        widerruf={stand.widerruf}
        beschaeftigt={widerruf.isPending}
        fehler={widerruf.error}
        onWiderruf={() => widerruf.mutate(variables)}
      />
    );
    return <Auskunft stand={stand} widerruf={zuruecknehmen} onNeu={neu} />;
  }
  return (
    <Seite titel="Stand einer Meldung abfragen" schmal>
      <p className="kern-body">
        Vorgangsnummer und PIN stehen auf dem Beleg, den Sie nach dem Absenden der Meldung bekommen haben.
      </p>
      <Misserfolg fehler={abfrage.error} />
      <Kennungsformular
        beschaeftigt={abfrage.isPending}
        onAbfragen={(referenz, pin) => abfrage.mutate({ referenz, pin })}
      />
    </Seite>
  );
}

function Misserfolg({ fehler }: { fehler: Error | null }) {
  if (!fehler) return null;
  const unbekannt = fehler instanceof ApiFehler && fehler.status === 404;
  return (
    <Hinweis
      art="danger"
      titel={unbekannt ? 'Dazu finden wir keine Meldung' : 'Die Abfrage hat nicht geklappt'}
      melden
    >
      <p className="kern-body">
        {unbekannt
          ? 'Bitte vergleichen Sie Vorgangsnummer und PIN noch einmal mit Ihrem Beleg.'
          : describeFehler(fehler)}
      </p>
    </Hinweis>
  );
}

interface FormularProps {
  beschaeftigt: boolean;
  onAbfragen: (referenz: string, pin: string) => void;
}

function Kennungsformular({ beschaeftigt, onAbfragen }: FormularProps) {
  const [suche] = useSearchParams();
  const [referenz, setReferenz] = useState(suche.get('referenz') ?? '');
  const [pin, setPin] = useState('');
  const [geprueft, setGeprueft] = useState(false);
  const fehlerReferenz = normalizeReferenz(referenz)
    ? undefined
    : 'Bitte prüfen Sie die Vorgangsnummer. Sie sieht etwa so aus: RHE-2026-9BDFHA.';
  const fehlerPin = normalizePin(pin).length > 0 ? undefined : 'Bitte geben Sie die PIN von Ihrem Beleg ein.';
  const submit = () => {
    setGeprueft(true);
    if (fehlerReferenz) document.getElementById('referenz')?.focus();
    else if (fehlerPin) document.getElementById('pin')?.focus();
    else onAbfragen(normalizeReferenz(referenz) ?? referenz, normalizePin(pin));
  };
  return (
    <form
      className="zst-stapel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Textfeld
        id="referenz"
        beschriftung="Vorgangsnummer"
        hinweis="Zum Beispiel RHE-2026-9BDFHA"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        value={referenz}
        onChange={(event) => setReferenz(event.target.value)}
        fehler={geprueft ? fehlerReferenz : undefined}
      />
      <Textfeld
        id="pin"
        beschriftung="PIN"
        hinweis="8 Ziffern"
        inputMode="numeric"
        autoComplete="off"
        value={pin}
        onChange={(event) => setPin(event.target.value)}
        fehler={geprueft ? fehlerPin : undefined}
      />
      <div className="zst-knoepfe">
        <Knopf type="submit" beschaeftigt={beschaeftigt}>
          {beschaeftigt ? 'Wird abgefragt …' : 'Stand abfragen'}
        </Knopf>
      </div>
    </form>
  );
}
