import { useRef } from 'react';
import type { Ansichtprops } from '../ansicht.js';
import { Unlesbar } from '../Unlesbar.js';
import { useModelleditor } from '../useModelleditor.js';
import { BpmnEditor } from './BpmnEditor.js';

/** Place for a process drawing and its properties panel. */
export function BpmnAnsicht(props: Ansichtprops) {
  const canvas = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const { editor, fehler } = useModelleditor((hoerer) => {
    if (!canvas.current) throw new Error('no place for the drawing');
    return new BpmnEditor({ canvas: canvas.current, panel: panel.current }, hoerer);
  }, props);
  return (
    <>
      {fehler ? <Unlesbar fehler={fehler} /> : null}
      <div
        className={`mod-modell mod-modell--bpmn${props.bearbeitbar ? '' : ' mod-modell--lesen'}`}
        hidden={fehler !== null}
        data-testid="bpmn-editor"
        data-bereit={editor !== null}
      >
        <div
          className="mod-flaeche"
          ref={canvas}
          role="application"
          aria-label="Prozess als Zeichnung. Den Inhalt als Text finden Sie darunter."
        />
        {props.bearbeitbar ? (
          <div className="mod-panel" ref={panel} role="region" aria-label="Eigenschaften des Elements" />
        ) : null}
      </div>
    </>
  );
}
