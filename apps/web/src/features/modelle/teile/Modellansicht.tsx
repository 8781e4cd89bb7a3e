import { lazy, Suspense, useRef, useState, type ComponentType } from 'react';
import { useSearchParams } from 'react-router';
import { Ladeanzeige } from '../../../layout/Ladeanzeige.js';
import type { Befund } from '../api/types.js';
import { countText } from '../befunde/befunde.js';
import { dateiart, type Dateiart } from '../dateiart.js';
import type { Ansichtprops, Wunsch } from '../editoren/ansicht.js';
import type { Gliederungspunkt } from '../editoren/modelleditor.js';
import { Befundliste } from './Befundliste.js';
import { Gliederung } from './Gliederung.js';

const BpmnAnsicht = lazy(async () => ({
  default: (await import('../editoren/bpmn/BpmnAnsicht.js')).BpmnAnsicht,
}));
const DmnAnsicht = lazy(async () => ({
  default: (await import('../editoren/dmn/DmnAnsicht.js')).DmnAnsicht,
}));
const NachrichtAnsicht = lazy(async () => ({
  default: (await import('../editoren/text/NachrichtAnsicht.js')).NachrichtAnsicht,
}));
const TextAnsicht = lazy(async () => ({
  default: (await import('../editoren/text/TextAnsicht.js')).TextAnsicht,
}));

const ansichten: Partial<Record<Dateiart, ComponentType<Ansichtprops>>> = {
  bpmn: BpmnAnsicht,
  dmn: DmnAnsicht,
  nachricht: NachrichtAnsicht,
};

interface Props {
  pfad: string;
  inhalt: string;
  bearbeitbar: boolean;
  befunde: readonly Befund[];
  onChange(inhalt: string): void;
}

/** A file on the page: its editor, the findings, and for drawings the same as text. */
export function Modellansicht({ pfad, inhalt, bearbeitbar, befunde, onChange }: Props) {
  const [punkte, setPunkte] = useState<Gliederungspunkt[]>([]);
  const [auswahl, setAuswahl] = useState<string | null>(null);
  const gesucht = useSearchParams()[0].get('element');
  const [wunsch, setWunsch] = useState<Wunsch | null>(gesucht ? { elementId: gesucht, mal: 0 } : null);
  const Ansicht = ansichten[dateiart(pfad)] ?? TextAnsicht;
  const oben = useRef<HTMLDivElement>(null);
  const select = (elementId: string) => {
    oben.current?.scrollIntoView({ block: 'nearest' });
    setAuswahl(elementId);
    setWunsch({ elementId, mal: (wunsch?.mal ?? 0) + 1 });
  };
  const gezeichnet = punkte.length > 0;
  return (
    <div className="zst-stapel">
      <Suspense fallback={<Ladeanzeige text="Der Editor wird geladen …" />}>
        <div ref={oben}>
          <Ansicht
            pfad={pfad}
            inhalt={inhalt}
            bearbeitbar={bearbeitbar}
            befunde={befunde}
            wunsch={wunsch}
            onChange={onChange}
            onSelect={setAuswahl}
            onOutline={setPunkte}
          />
        </div>
      </Suspense>
      {befunde.length ? (
        <section className="zst-stapel zst-stapel--eng" aria-labelledby="befunde-titel">
          <h2 id="befunde-titel" className="kern-heading-medium">
            Prüfung: {countText(befunde)}
          </h2>
          <Befundliste
            befunde={befunde}
            nameOf={(elementId) => punkte.find((punkt) => punkt.id === elementId)?.name}
            onSelect={gezeichnet ? select : undefined}
          />
        </section>
      ) : null}
      {gezeichnet ? (
        <Gliederung
          titel={dateiart(pfad) === 'dmn' ? 'Die Regeln als Text' : 'Der Ablauf als Text'}
          erklaerung={
            bearbeitbar
              ? 'Ein Eintrag zeigt und wählt das Element oben in der Zeichnung.'
              : 'Dasselbe wie in der Zeichnung, zum Lesen.'
          }
          punkte={punkte}
          befunde={befunde}
          auswahl={auswahl}
          onSelect={select}
        />
      ) : null}
    </div>
  );
}
