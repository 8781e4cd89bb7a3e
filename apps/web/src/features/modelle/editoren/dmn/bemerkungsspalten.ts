import StandardKopf from 'dmn-js-decision-table/lib/features/annotations/components/AnnotationHeader';
import StandardZelle from 'dmn-js-decision-table/lib/features/annotations/components/AnnotationCell';
import StandardEditor from 'dmn-js-decision-table/lib/features/annotations/editor/components/AnnotationCell';
import EditableComponent from 'dmn-js-shared/lib/components/EditableComponent';
import { Component, createComponentVNode, createVNode, type VNode } from 'inferno';
import { Cell, inject } from 'table-js/lib/components';
import { moddles, text, type Moddle } from '../modelleditor.js';

/*
 * dmn-js shows one column of remarks per table. Tables here have named ones ("Begründung", "Quelle"),
 * as DMN 1.3 allows, and people are shown their text with each proposal, so they must be seen and edited.
 */

interface Tabelle {
  getRoot(): { businessObject: Moddle };
}

interface Aenderungen {
  onElementsChanged(element: unknown, listener: () => void): void;
  offElementsChanged(element: unknown, listener: () => void): void;
}

interface Regel extends Moddle {
  $model: { create(art: string, angaben: object): Moddle };
}

interface Zeile {
  row: { id: string; businessObject: Regel };
  rowIndex: number;
}

/** More columns of remarks than this stay hidden (and unharmed). */
const hoechstens = 6;

const htmlElement = 1;
const komponente = 2;

const spaltenOf = (sheet: Tabelle): string[] =>
  moddles(sheet.getRoot().businessObject['annotation']).map((spalte) => text(spalte.name) || 'Bemerkung');

const textOf = (regel: Moddle, spalte: number): string =>
  text(moddles(regel['annotationEntry'])[spalte]?.['text']);

function createKopf(spalte: number) {
  return class Kopf extends Component {
    static $inject = ['sheet'];
    declare sheet: Tabelle;

    constructor(props: object, context: object) {
      super(props, context);
      inject(this);
    }

    override render(): VNode {
      const name = spaltenOf(this.sheet)[spalte] ?? '';
      return createVNode(htmlElement, 'th', 'annotation header mod-bemerkung', name, 0);
    }
  };
}

function createZelle(spalte: number) {
  return class Zelle extends Component<Zeile> {
    static $inject = ['sheet', 'changeSupport'];
    declare sheet: Tabelle;
    declare changeSupport: Aenderungen;
    private readonly changed = () => this.forceUpdate();

    constructor(props: Zeile, context: object) {
      super(props, context);
      inject(this);
    }

    override componentWillMount(): void {
      this.changeSupport.onElementsChanged(this.props.row.id, this.changed);
    }

    override componentWillUnmount(): void {
      this.changeSupport.offElementsChanged(this.props.row.id, this.changed);
    }

    override render(): VNode {
      const { row, rowIndex } = this.props;
      return createComponentVNode(komponente, Cell, {
        className: 'annotation mod-bemerkung',
        elementId: row.id,
        coords: `${rowIndex}:annotation${spalte}`,
        'data-row-id': row.id,
        children: this.inhalt(textOf(row.businessObject, spalte)),
      });
    }

    protected inhalt(wert: string): VNode | string {
      return wert || '-';
    }
  };
}

function createEditor(spalte: number) {
  return class Editor extends createZelle(spalte) {
    static override $inject = ['sheet', 'changeSupport', 'modeling'];
    declare modeling: { updateProperties(regel: Moddle, angaben: object): void };

    protected override inhalt(wert: string): VNode | string {
      return createComponentVNode(komponente, Feld, {
        label: spaltenOf(this.sheet)[spalte] ?? '',
        ctrlForNewline: true,
        className: 'annotation-editor',
        value: wert,
        onChange: (neu: string) => this.write(neu),
      });
    }

    private write(neu: string): void {
      const regel = this.props.row.businessObject;
      const annotationEntry = spaltenOf(this.sheet).map((_, nummer) =>
        regel.$model.create('dmn:RuleAnnotation', {
          text: nummer === spalte ? neu : textOf(regel, nummer),
        }),
      );
      this.modeling.updateProperties(regel, { annotationEntry });
    }
  };
}

interface Feldprops {
  label: string;
  ctrlForNewline: boolean;
  className: string;
  value: string;
  onChange(wert: string): void;
}

class Feld extends EditableComponent<Feldprops> {
  override render(): VNode {
    return createVNode(htmlElement, 'div', this.getClassName(), this.getEditor(), 0);
  }
}

interface Components {
  onGetComponent(art: 'cell', find: (context: { cellType: string }) => unknown): void;
}

function register(components: Components, sheet: Tabelle, bearbeitbar: boolean, spalte: number): void {
  const kopf = createKopf(spalte);
  const zelle = bearbeitbar ? createEditor(spalte) : createZelle(spalte);
  components.onGetComponent('cell', ({ cellType }) => {
    if (spalte >= spaltenOf(sheet).length) return undefined;
    if (cellType === 'after-label-cells') return kopf;
    return cellType === 'after-rule-cells' ? zelle : undefined;
  });
}

/** Replaces dmn-js's single column of remarks by the columns the table names; without names it stays. */
export function bemerkungsspaltenModule(bearbeitbar: boolean) {
  function Bemerkungsspalten(components: Components, sheet: Tabelle) {
    components.onGetComponent('cell', ({ cellType }) => {
      if (spaltenOf(sheet).length) return undefined;
      if (cellType === 'after-label-cells') return StandardKopf;
      if (cellType !== 'after-rule-cells') return undefined;
      return bearbeitbar ? StandardEditor : StandardZelle;
    });
    for (let spalte = 0; spalte < hoechstens; spalte += 1) register(components, sheet, bearbeitbar, spalte);
  }
  Bemerkungsspalten.$inject = ['components', 'sheet'];
  return { annotationsProvider: ['type', Bemerkungsspalten] as const };
}
