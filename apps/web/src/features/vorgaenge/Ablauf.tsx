import { useEffect, useRef, useState } from 'react';
import type { Diagramm } from '../../api/typen.js';
import { Hinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { createAnsicht, type Ansicht } from './ansicht.js';
import { readGliederung, type Abschnitt } from './textfassung.js';
import { Gliederung } from './Gliederung.js';
import './ablauf.css';

/** The diagram with the places of the case, and the same course as text for everybody who can't use a drawing. */
export function Ablauf({ diagramm }: { diagramm: Diagramm }) {
  const flaeche = useRef<HTMLDivElement>(null);
  const [ansicht, setAnsicht] = useState<Ansicht | null>(null);
  const [gliederung, setGliederung] = useState<Abschnitt[]>([]);
  const [unlesbar, setUnlesbar] = useState(false);

  useEffect(() => {
    if (!flaeche.current) return;
    let gilt = true;
    const neu = createAnsicht(flaeche.current);
    neu
      .show(diagramm)
      .then((definitions) => {
        if (!gilt) return;
        setGliederung(readGliederung(definitions, diagramm));
        setAnsicht(neu);
      })
      .catch(() => {
        if (gilt) setUnlesbar(true);
      });
    return () => {
      gilt = false;
      neu.destroy();
    };
  }, [diagramm]);

  return (
    <div className="zst-stapel">
      {unlesbar ? (
        <Hinweis art="warning" titel="Das Diagramm lässt sich nicht zeichnen">
          <p className="kern-body">Oben steht, wo der Vorgang sich befindet, darunter der Ablauf als Text.</p>
        </Hinweis>
      ) : null}
      <figure className="zst-diagramm" hidden={unlesbar}>
        <div className="zst-diagramm__flaeche" ref={flaeche} />
        <figcaption className="zst-diagramm__leiste zst-nicht-drucken">
          <span className="zst-legende">
            <span className="zst-legende__aktiv" aria-hidden="true" /> Hier steht der Fall
            <span className="zst-legende__erledigt" aria-hidden="true" /> Erledigt
          </span>
          <span className="zst-knoepfe">
            <Knopf art="tertiary" onClick={() => ansicht?.showPlace()}>
              Zur Stelle
            </Knopf>
            <Knopf art="tertiary" onClick={() => ansicht?.showAll()}>
              Ganzes Diagramm
            </Knopf>
            <Knopf art="tertiary" mehrfach onClick={() => ansicht?.zoom(1)}>
              Größer
            </Knopf>
            <Knopf art="tertiary" mehrfach onClick={() => ansicht?.zoom(-1)}>
              Kleiner
            </Knopf>
          </span>
        </figcaption>
      </figure>
      <details className="zst-klappe">
        <summary>Ablauf als Text (Version {diagramm.version})</summary>
        <Gliederung abschnitte={gliederung} />
      </details>
    </div>
  );
}
