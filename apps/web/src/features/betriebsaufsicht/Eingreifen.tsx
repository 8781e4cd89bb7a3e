import { useEffect, useRef, useState } from 'react';
import type { Ablauf, Eingriff, Folge } from '../../api/betrieb.js';
import { Auswahlfeld } from '../../bausteine/Auswahlfeld.js';
import { useFehlerfokus } from '../../bausteine/fehlerfokus.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Begruendung, reicht } from './Begruendung.js';
import { arten, artenFor, useAusfuehren, useVorschau, type EingriffArt } from './eingriff.js';
import type { Getan } from './Erfolg.js';
import { Felder } from './Felder.js';
import { Folgenliste } from './Folgenliste.js';
import { anfang, buildEingriff, type Angaben } from './angaben.js';
import { valuesBefore } from './variablen.js';

interface Props {
  ablauf: Ablauf;
  onGetan: (getan: Getan) => void;
}

/** Choose what to do, say why, see what follows, do it. */
export function Eingreifen({ ablauf, onGetan }: Props) {
  const moeglich = artenFor(ablauf);
  const [art, setArt] = useState<EingriffArt | ''>(moeglich[0] === 'wiederholen' ? 'wiederholen' : '');
  if (moeglich.length === 0) return null;
  return (
    <section className="zst-kasten zst-kasten--formular zst-stapel" aria-labelledby="eingreifen">
      <h2 className="kern-heading-medium" id="eingreifen">
        Was soll geschehen?
      </h2>
      <Auswahlfeld
        id="eingriff"
        beschriftung="Eingriff"
        {...(art && { hinweis: arten[art].hilfe })}
        leer="bitte wählen"
        wert={art}
        optionen={moeglich.map((one) => ({ wert: one, text: arten[one].text }))}
        onWert={(wert) => setArt(wert as EingriffArt | '')}
      />
      {art ? <Formular key={art} art={art} ablauf={ablauf} onGetan={onGetan} /> : null}
    </section>
  );
}

function Formular({ art, ablauf, onGetan }: Props & { art: EingriffArt }) {
  const [angaben, setAngaben] = useState<Angaben>(() => anfang(ablauf));
  const [fehler, setFehler] = useState<Partial<Record<keyof Angaben, string>>>({});
  const [geprueft, setGeprueft] = useState<Eingriff | null>(null);
  const { form, tried } = useFehlerfokus();
  const vorschau = useVorschau(ablauf.ablaufId);
  const ausfuehren = useAusfuehren(ablauf.ablaufId);
  const change = (neu: Partial<Angaben>) => {
    setAngaben({ ...angaben, ...neu });
    setGeprueft(null);
  };
  const look = () => {
    const { eingriff, fehler: gefunden } = buildEingriff(art, ablauf, angaben);
    const alle = reicht(angaben.begruendung)
      ? gefunden
      : { ...gefunden, begruendung: 'Bitte schreiben Sie mindestens zehn Zeichen.' };
    setFehler(alle);
    tried();
    if (Object.keys(alle).length > 0 || vorschau.isPending) return;
    vorschau.mutate(eingriff, { onSuccess: () => setGeprueft(eingriff) });
  };
  const act = (eingriff: Eingriff) =>
    ausfuehren.mutate(eingriff, {
      onSuccess: ({ folgen }) => {
        const { variablen } = eingriff;
        const zurueck = variablen ? valuesBefore(variablen, ablauf.variablen ?? {}) : null;
        onGetan({ art, folgen, zurueck: art === 'variablen' ? zurueck : null });
      },
    });
  return (
    <form
      className="zst-stapel"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        look();
      }}
    >
      <Felder art={art} ablauf={ablauf} angaben={angaben} fehler={fehler} onChange={change} />
      <Begruendung
        wert={angaben.begruendung}
        fehler={fehler.begruendung}
        onWert={(begruendung) => change({ begruendung })}
      />
      {vorschau.isError ? <FehlerHinweis titel="Das geht so nicht" fehler={vorschau.error} /> : null}
      {ausfuehren.isError ? <FehlerHinweis fehler={ausfuehren.error} /> : null}
      {geprueft && vorschau.data ? (
        <Folgen folgen={vorschau.data.folgen} laeuft={ausfuehren.isPending} onJa={() => act(geprueft)} />
      ) : (
        <p>
          <Knopf type="submit" art="secondary" beschaeftigt={vorschau.isPending}>
            Folgen ansehen
          </Knopf>
        </p>
      )}
    </form>
  );
}

/** What would follow; it takes the focus from the button that asked for it and is gone. */
function Folgen({ folgen, laeuft, onJa }: { folgen: Folge[]; laeuft: boolean; onJa: () => void }) {
  const ueberschrift = useRef<HTMLHeadingElement>(null);
  useEffect(() => ueberschrift.current?.focus(), []);
  return (
    <div className="zst-vorschlag">
      <h3 className="kern-title" tabIndex={-1} ref={ueberschrift}>
        Das sind die Folgen
      </h3>
      <Folgenliste folgen={folgen} />
      <div className="zst-knoepfe">
        <Knopf beschaeftigt={laeuft} onClick={onJa}>
          Jetzt ausführen
        </Knopf>
      </div>
    </div>
  );
}
