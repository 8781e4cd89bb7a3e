import Modeler from 'dmn-js/lib/Modeler';
import NavigatedViewer from 'dmn-js/lib/NavigatedViewer';
import type { DmnManager, DmnView, DmnViewer } from 'dmn-js-types';
import type { Befund } from '../../api/types.js';
import { Aenderungsmelder } from '../aenderungsmelder.js';
import { translateModule } from '../i18n/translate.js';
import type { Editorhoerer, Modelleditor } from '../modelleditor.js';
import { bemerkungsspaltenModule } from './bemerkungsspalten.js';
import { Befundstil } from './befundstil.js';
import { decisionOf, outlineDmn } from './gliederung.js';
import './dmn.css';

export interface Ansicht {
  id: string;
  name: string;
  art: DmnView['type'];
  aktiv: boolean;
}

export interface DmnHoerer extends Editorhoerer {
  viewsChanged(ansichten: Ansicht[]): void;
}

interface Leinwand {
  resized(): void;
  zoom(scale: 'fit-viewport', center: 'auto'): void;
}

interface Ort {
  canvas: HTMLElement;
  bearbeitbar: boolean;
}

function createManager({ canvas, bearbeitbar }: Ort): DmnManager {
  const teil = { additionalModules: [translateModule] };
  const tabelle = { additionalModules: [translateModule, bemerkungsspaltenModule(bearbeitbar)] };
  const options = {
    container: canvas,
    drd: teil,
    decisionTable: tabelle,
    literalExpression: teil,
    boxedExpression: teil,
  };
  return bearbeitbar ? new Modeler(options) : new NavigatedViewer(options);
}

/** Decisions in dmn-js: the drawing of all decisions and one view per table. */
export class DmnEditor implements Modelleditor {
  private readonly manager: DmnManager;
  private readonly melder: Aenderungsmelder;
  private readonly stil = new Befundstil();

  constructor(
    private readonly ort: Ort,
    private readonly hoerer: DmnHoerer,
  ) {
    this.manager = createManager(ort);
    this.melder = new Aenderungsmelder(() => this.write(), hoerer.changed);
    this.manager.on('viewer.created', ({ viewer }) => this.listen(viewer));
    this.manager.on('views.changed', () => this.reportViews());
  }

  async open(inhalt: string): Promise<string | null> {
    try {
      await this.manager.importXML(inhalt, { open: false });
      const ansichten = this.manager.getViews();
      const erste = ansichten.length === 2 ? ansichten[1] : ansichten[0];
      if (erste) await this.show(erste);
    } catch (fehler) {
      return fehler instanceof Error ? fehler.message : String(fehler);
    }
    this.hoerer.outlined(outlineDmn(this.manager.getDefinitions()));
    await this.melder.begin(inhalt);
    return null;
  }

  showBefunde(befunde: readonly Befund[]): void {
    this.stil.show(befunde);
  }

  select(elementId: string): void {
    void this.reveal(elementId);
  }

  /** Shows the drawing or one table. */
  async openView(id: string): Promise<void> {
    const ansicht = this.manager.getViews().find((view) => view.element.id === id);
    if (ansicht) await this.show(ansicht);
  }

  destroy(): void {
    this.melder.flush();
    this.stil.remove();
    this.manager.destroy();
  }

  private async show(ansicht: DmnView): Promise<void> {
    this.ort.canvas.dataset['ansicht'] = ansicht.type;
    await this.manager.open(ansicht);
    this.reportViews();
    if (ansicht.type === 'drd') this.fit();
  }

  private fit(): void {
    if (!this.ort.canvas.clientHeight) return;
    const canvas = this.manager.getActiveViewer()?.get<Leinwand>('canvas');
    canvas?.resized();
    canvas?.zoom('fit-viewport', 'auto');
  }

  private async reveal(elementId: string): Promise<void> {
    const owner = decisionOf(this.manager.getDefinitions(), elementId);
    if (!owner) return;
    if (this.manager.getActiveView()?.element.id !== owner) await this.openView(owner);
    const id = CSS.escape(elementId);
    const ort = document.querySelector<HTMLElement>(
      `.mod-dmn [data-element-id="${id}"], .mod-dmn [data-row-id="${id}"], .mod-dmn [data-col-id="${id}"]`,
    );
    ort?.scrollIntoView({ block: 'center', inline: 'nearest' });
    if (ort) flash(ort.closest('tr, g') ?? ort);
  }

  private listen(viewer: DmnViewer): void {
    viewer.on('commandStack.changed', ({ trigger }) => {
      if (trigger === 'clear') return;
      this.melder.touch();
      this.hoerer.outlined(outlineDmn(this.manager.getDefinitions()));
    });
  }

  private reportViews(): void {
    const aktiv = this.manager.getActiveView();
    this.hoerer.viewsChanged(
      this.manager.getViews().map(({ element, name, type }) => ({
        id: element.id,
        name: type === 'drd' ? 'Überblick' : name || element.id,
        art: type,
        aktiv: aktiv?.element === element,
      })),
    );
  }

  private async write(): Promise<string> {
    return (await this.manager.saveXML({ format: true })).xml;
  }
}

/** Shows for a moment which row or shape was meant. */
function flash(element: Element): void {
  element.animate(
    [
      { backgroundColor: '#ffe9a8', opacity: 1 },
      { backgroundColor: 'transparent', opacity: 1 },
    ],
    { duration: 1600 },
  );
}
