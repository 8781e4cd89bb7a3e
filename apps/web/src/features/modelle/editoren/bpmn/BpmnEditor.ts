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

  constructor(
    ort: Ort,
    private readonly hoerer: Editorhoerer,
  ) {
    this.viewer = createViewer(ort);
    this.melder = new Aenderungsmelder(() => this.write(), hoerer.changed);
    this.viewer.on('commandStack.changed', () => this.changed());
    this.viewer.on('selection.changed', ({ newSelection }: { newSelection: { id: string }[] }) =>
      hoerer.selected(newSelection.length === 1 ? (newSelection[0]?.id ?? null) : null),
    );
  }

  async open(inhalt: string): Promise<string | null> {
    try {
      await this.viewer.importXML(inhalt);
    } catch (fehler) {
      return fehler instanceof Error ? fehler.message : String(fehler);
    }
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
    this.melder.flush();
    this.viewer.destroy();
  }

  private changed(): void {
    this.melder.touch();
    this.hoerer.outlined(outlineBpmn(this.viewer.getDefinitions()));
  }

  private fit(): void {
    const canvas = this.viewer.get<Canvas>('canvas');
    canvas.zoom('fit-viewport');
    if (canvas.zoom() < 0.55) canvas.zoom(0.55, { x: 0, y: 0 });
  }

  private async write(): Promise<string> {
    return (await this.viewer.saveXML({ format: true })).xml ?? '';
  }
}
