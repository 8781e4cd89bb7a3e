import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';
import type ZoomScroll from 'diagram-js/lib/navigation/zoomscroll/ZoomScroll';
import type { Diagramm } from '../../api/typen.js';
import { listStellen } from './stellen.js';
import type { Definitionen } from './textfassung.js';

/** Below this zoom nobody can read the names. */
const LESBAR = 0.7;

interface Shape {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Ansicht {
  show(diagramm: Diagramm): Promise<Definitionen>;
  showPlace(): void;
  showAll(): void;
  zoom(schritte: number): void;
  destroy(): void;
}

/** The drawing lives outside of React; the wheel scrolls the page, buttons zoom. */
export function createAnsicht(container: HTMLElement): Ansicht {
  const viewer = new NavigatedViewer({ container, zoomScroll: { enabled: false } });
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<ElementRegistry>('elementRegistry');
  /** where to look first: what is disturbed, active, or was done last */
  let stellen: string[] = [];

  // Without room (the page was left meanwhile) there is no scale.
  const hasRoom = () => canvas.getSize().width > 0 && canvas.getSize().height > 0;
  const showAll = () => {
    if (hasRoom()) canvas.zoom('fit-viewport', { x: 0, y: 0 });
  };
  const showPlace = () => {
    if (!hasRoom()) return;
    const stelle = stellen.map((id) => registry.get(id) as Shape | undefined).find(Boolean);
    if (!stelle) return showAll();
    const { width, height } = canvas.getSize();
    const scale = Math.max(canvas.zoom(), LESBAR);
    canvas.viewbox({
      x: stelle.x + stelle.width / 2 - width / scale / 2,
      y: stelle.y + stelle.height / 2 - height / scale / 2,
      width: width / scale,
      height: height / scale,
    });
  };
  return {
    async show(diagramm) {
      await viewer.importXML(diagramm.xml);
      stellen = listStellen(diagramm, (id) => 'width' in (registry.get(id) ?? {}));
      const svg = container.querySelector('.djs-container > svg');
      svg?.setAttribute('role', 'img');
      svg?.setAttribute('aria-label', 'Diagramm des Ablaufs. Derselbe Ablauf steht darunter als Text.');
      mark(viewer, diagramm);
      showAll();
      if (canvas.zoom() < LESBAR) showPlace();
      return viewer.getDefinitions() as unknown as Definitionen;
    },
    showPlace,
    showAll,
    zoom: (schritte) => viewer.get<ZoomScroll>('zoomScroll').stepZoom(schritte),
    destroy: () => viewer.destroy(),
  };
}

/** Colours by class, and the words "Hier" or "Störung" at the place itself. */
function mark(viewer: NavigatedViewer, diagramm: Diagramm): void {
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<ElementRegistry>('elementRegistry');
  const overlays = viewer.get<Overlays>('overlays');
  const add = (ids: string[], klasse: string, text?: string) => {
    for (const id of ids.filter((kandidat) => registry.get(kandidat))) {
      canvas.addMarker(id, klasse);
      if (!text) continue;
      const html = document.createElement('div');
      html.className = `zst-fahne zst-fahne--${klasse}`;
      html.textContent = text;
      overlays.add(id, { position: { top: -26, left: 0 }, html });
    }
  };
  const offen = new Set([...diagramm.aktiv, ...diagramm.stoerung]);
  add(
    diagramm.erledigt.filter((id) => !offen.has(id)),
    'erledigt',
  );
  add(
    diagramm.aktiv.filter((id) => !diagramm.stoerung.includes(id)),
    'aktiv',
    'Hier',
  );
  add(diagramm.stoerung, 'stoerung', 'Störung');
}
