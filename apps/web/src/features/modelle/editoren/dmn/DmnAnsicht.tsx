import { useRef, useState } from 'react';
import type { Ansichtprops } from '../ansicht.js';
import { Unlesbar } from '../Unlesbar.js';
import { useModelleditor } from '../useModelleditor.js';
import { DmnEditor, type Ansicht } from './DmnEditor.js';

/** Place for decisions, with a button for the drawing and one for each table. */
export function DmnAnsicht(props: Ansichtprops) {
  const canvas = useRef<HTMLDivElement>(null);
  const [ansichten, setAnsichten] = useState<Ansicht[]>([]);
  const { editor, fehler } = useModelleditor((hoerer) => {
    if (!canvas.current) throw new Error('no place for the tables');
    const ort = { canvas: canvas.current, bearbeitbar: props.bearbeitbar };
    return new DmnEditor(ort, { ...hoerer, viewsChanged: setAnsichten });
  }, props);
  const aktiv = ansichten.find((ansicht) => ansicht.aktiv);
  return (
    <>
      {fehler ? <Unlesbar fehler={fehler} /> : null}
      <div className="mod-mit-ansichten">
        <nav className="mod-ansichten" aria-label="Tabellen dieser Datei" hidden={fehler !== null}>
          {ansichten.map(({ id, name, art, aktiv: gewaehlt }) => (
            <button
              key={`${art}-${id}`}
              type="button"
              className="mod-ansicht"
              aria-current={gewaehlt || undefined}
              data-testid={`ansicht-${id}`}
              onClick={() => void editor?.openView(id)}
            >
              {name}
            </button>
          ))}
        </nav>
        <div
          className={`mod-modell mod-dmn${props.bearbeitbar ? '' : ' mod-modell--lesen'}`}
          hidden={fehler !== null}
          ref={canvas}
          role="region"
          aria-label={aktiv?.art === 'drd' ? 'Entscheidungen als Zeichnung' : 'Entscheidungstabelle'}
          data-testid="dmn-editor"
          data-bereit={editor !== null}
        />
      </div>
    </>
  );
}
