import Modeler from 'camunda-bpmn-js/lib/camunda-cloud/Modeler';
import NavigatedViewer from 'camunda-bpmn-js/lib/camunda-cloud/NavigatedViewer';
import type BaseViewer from 'bpmn-js/lib/BaseViewer';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type Selection from 'diagram-js/lib/features/selection/Selection';
import type { Befund } from '../../api/types.js';
import { groupByElement } from '../../befunde/befunde.js';
import { Aenderungsmelder } from '../aenderungsmelder.js';
import { translateModule } from '../i18n/translate.js';
import type { Editorhoerer, Modelleditor } from '../modelleditor.js';
import { befundmarkenModule, type Befundmarken } from './befundmarken.js';
import { outlineBpmn } from './gliederung.js';
import { feldhilfen } from './feldhilfen.js';
import { schlankesPanelModule } from './schlankes-panel.js';
import './bpmn.css';

interface Ort {
  canvas: HTMLElement;
  /** Null: the drawing is shown, but can't be changed. */
  panel: HTMLElement | null;
}

/** Below this scale labels are too small to read. */
const lesbar = 0.7;
/** Room for the palette at the left. */
const palette = 130;

const basis = { additionalModules: [translateModule, befundmarkenModule] };

function createViewer({ canvas, panel }: Ort): BaseViewer {
  if (!panel) return new NavigatedViewer({ ...basis, container: canvas });
  return new Modeler({
    container: canvas,
    additionalModules: [...basis.additionalModules, schlankesPanelModule],
    propertiesPanel: {
      parent: panel,
      tooltip: {},
      description: feldhilfen,
      getFeelPopupLinks: () => [],
    },
    alignToOrigin: { alignOnSave: false },
    disableGrid: true,
    elementTemplateChooser: false,
  } as ConstructorParameters<typeof Modeler>[0]);
}

/** A process in bpmn-js, with properties panel when it may be changed. */
export class BpmnEditor implements Modelleditor {
  private readonly viewer: BaseViewer;
  private readonly melder: Aenderungsmelder;
  private readonly bearbeitbar: boolean;
  private entfernt = false;
  private offen: Promise<unknown> = Promise.resolve();

  constructor(
    ort: Ort,
    private readonly hoerer: Editorhoerer,
  ) {
    this.viewer = createViewer(ort);
    this.bearbeitbar = ort.panel !== null;
    this.melder = new Aenderungsmelder(() => this.write(), hoerer.changed);
    this.viewer.on('commandStack.changed', () => this.changed());
    this.viewer.on('selection.changed', ({ newSelection }: { newSelection: { id: string }[] }) =>
      hoerer.selected(newSelection.length === 1 ? (newSelection[0]?.id ?? null) : null),
    );
  }

  open(inhalt: string): Promise<string | null> {
    const offen = this.show(inhalt);
    this.offen = offen;
    return offen;
  }

  private async show(inhalt: string): Promise<string | null> {
    try {
      await this.viewer.importXML(inhalt);
    } catch (fehler) {
      return fehler instanceof Error ? fehler.message : String(fehler);
    }
    if (this.entfernt) return null;
    this.fit();
    this.hoerer.outlined(outlineBpmn(this.viewer.getDefinitions()));
    await this.melder.begin(inhalt);
    return null;
  }

  showBefunde(befunde: readonly Befund[]): void {
    if (!this.viewer.getDefinitions()) return;
    this.viewer.get<Befundmarken>('befundmarken').show(groupByElement(befunde));
  }

  select(elementId: string): void {
    const element = this.viewer.get<ElementRegistry>('elementRegistry').get(elementId);
    if (!element) return;
    const canvas = this.viewer.get<Canvas>('canvas');
    if (element !== canvas.getRootElement()) canvas.scrollToElement(element, 80);
    const auswahl = this.viewer.get<Selection | null>('selection', false);
    if (auswahl) auswahl.select(element);
  }

  destroy(): void {
    this.entfernt = true;
    this.melder.flush();
    // Panel, map and overlays draw themselves a moment after the import; they must still find their place then.
    void this.offen.then(() => setTimeout(() => this.viewer.destroy(), 300));
  }

  private changed(): void {
    this.melder.touch();
    this.hoerer.outlined(outlineBpmn(this.viewer.getDefinitions()));
  }

  /** All of a small drawing; of a large one the beginning, at a size people can read. */
  private fit(): void {
    const canvas = this.viewer.get<Canvas>('canvas');
    // Without room (the page was left meanwhile) there is no scale.
    const { width, height } = canvas.getSize();
    if (!width || !height) return;
    // Any point makes it centred; the types know no 'auto'.
    canvas.zoom('fit-viewport', { x: 0, y: 0 });
    if (canvas.zoom() >= lesbar) return;
    const { inner, outer } = canvas.viewbox();
    const start = this.viewer
      .get<ElementRegistry>('elementRegistry')
      .find((element) => element.type === 'bpmn:StartEvent' && 'y' in element);
    const hoehe = outer.height / lesbar;
    const rand = (this.bearbeitbar ? palette : 20) / lesbar;
    const mitte = typeof start?.['y'] === 'number' ? start['y'] - hoehe / 2 : inner.y;
    canvas.viewbox({
      x: inner.x - rand,
      y: Math.max(inner.y - 30 / lesbar, mitte),
      width: outer.width / lesbar,
      height: hoehe,
    });
  }

  private async write(): Promise<string> {
    return (await this.viewer.saveXML({ format: true })).xml ?? '';
  }
}
