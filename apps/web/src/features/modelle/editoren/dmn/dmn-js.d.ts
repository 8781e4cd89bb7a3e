declare module 'dmn-js/lib/Modeler' {
  import type { DmnManager, DmnOptions } from 'dmn-js-types';
  const Modeler: new (options: DmnOptions) => DmnManager;
  export default Modeler;
}

declare module 'dmn-js/lib/NavigatedViewer' {
  import type { DmnManager, DmnOptions } from 'dmn-js-types';
  const NavigatedViewer: new (options: DmnOptions) => DmnManager;
  export default NavigatedViewer;
}

declare module 'dmn-js-types' {
  export interface DmnElement {
    $type: string;
    id: string;
    name?: string;
  }

  export interface DmnView {
    id: string;
    name: string;
    type: 'drd' | 'decisionTable' | 'literalExpression' | 'boxedExpression';
    element: DmnElement;
  }

  export interface DmnViewer {
    on(event: string, listener: (event: { trigger?: string }) => void): void;
    get<T>(service: string): T;
  }

  export interface DmnOptions {
    container: HTMLElement;
    common?: object;
    drd?: object;
    decisionTable?: object;
    literalExpression?: object;
    boxedExpression?: object;
  }

  export interface DmnManager {
    importXML(xml: string, options?: { open: boolean }): Promise<{ warnings: unknown[] }>;
    saveXML(options?: { format?: boolean }): Promise<{ xml: string }>;
    getDefinitions(): unknown;
    getViews(): DmnView[];
    getActiveView(): DmnView | undefined;
    getActiveViewer(): DmnViewer | undefined;
    open(view: DmnView): Promise<unknown>;
    on(event: 'viewer.created', listener: (event: { viewer: DmnViewer }) => void): void;
    on(event: 'views.changed', listener: (event: { views: DmnView[]; activeView?: DmnView }) => void): void;
    destroy(): void;
  }
}

declare module 'bpmn-js-i18n/translations/de.js' {
  const translations: Record<string, string>;
  export default translations;
}

declare module 'table-js/lib/components' {
  import type { ComponentType } from 'inferno';
  export const Cell: ComponentType<Record<string, unknown>>;
  /** Fills the services named in the component's static $inject from its context. */
  export function inject(component: object): void;
}

declare module 'dmn-js-shared/lib/components/EditableComponent' {
  import { Component, type VNode } from 'inferno';
  export default class EditableComponent<P> extends Component<P> {
    constructor(props: P, context: object);
    getClassName(): string;
    getEditor(): VNode;
  }
}

declare module 'dmn-js-decision-table/lib/features/annotations/components/*' {
  import type { ComponentType } from 'inferno';
  const component: ComponentType<never>;
  export default component;
}

declare module 'dmn-js-decision-table/lib/features/annotations/editor/components/AnnotationCell' {
  import type { ComponentType } from 'inferno';
  const component: ComponentType<never>;
  export default component;
}
