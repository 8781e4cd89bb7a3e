import * as bpmnModdle from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };

/** An element as bpmn-moddle reads it; properties are those of the BPMN schema. */
export interface Raw {
  $type: string;
  id?: string;
  name?: string;
  $parent?: Raw;
  [property: string]: unknown;
}

export interface ParseWarning {
  message: string;
  element?: Raw;
  property?: string;
  value?: string;
}

export interface Parsed {
  rootElement: Raw;
  warnings: ParseWarning[];
  elementsById: Record<string, Raw>;
}

interface Property {
  name: string;
  type: string;
  ns?: { prefix: string; localName: string };
  isAttr?: boolean;
  isBody?: boolean;
  isReference?: boolean;
  isMany?: boolean;
  xml?: { serialize: string };
}

/** What the schema says about a type. */
export interface Descriptor {
  name: string;
  ns: { prefix: string; localName: string };
  bodyProperty?: object;
  properties: Property[];
  propertiesByName: Record<string, Property>;
  allTypes: { name: string }[];
}

interface Package {
  uri: string;
  prefix: string;
  xml?: { tagAlias?: string };
}

interface Moddle {
  fromXML(xml: string, type: string, options: { lax: boolean }): Promise<Parsed>;
  create(type: string, properties: Record<string, unknown>): Raw;
  toXML(element: Raw, options: { format: boolean }): Promise<{ xml: string }>;
  registry: { typeMap: Record<string, unknown> };
  getType(name: string): { $descriptor: Descriptor };
  getPackages(): Package[];
  getPackage(prefix: string): Package | undefined;
}

// The published types describe an older release with a default export.
const { BpmnModdle } = bpmnModdle as unknown as {
  BpmnModdle: new (packages: Record<string, unknown>) => Moddle;
};

const attribute = (name: string) => ({ name, type: 'String', isAttr: true });

/** zeebe:publishMessage is missing in the published schema. */
const schema = {
  ...zeebe,
  types: [
    ...zeebe.types,
    {
      name: 'PublishMessage',
      superClass: ['Element'],
      properties: ['correlationKey', 'messageId', 'timeToLive'].map(attribute),
    },
  ],
};

let shared: Moddle | null = null;

/** bpmn-moddle with the schemas of BPMN and zeebe; it keeps nothing between files. */
export function moddle(): Moddle {
  shared ??= completed(new BpmnModdle({ zeebe: schema }));
  return shared;
}

/** The elements that the standard names after their role; without this they are written with the names of their types. */
const roles: [type: string, property: string][] = [
  ['bpmn:ComplexBehaviorDefinition', 'condition'],
  ['bpmn:ComplexBehaviorDefinition', 'event'],
  ['bpmn:CorrelationPropertyRetrievalExpression', 'messagePath'],
  ['bpmn:CorrelationPropertyBinding', 'dataPath'],
];

function completed(model: Moddle): Moddle {
  for (const [type, name] of roles) {
    const property = model.getType(type).$descriptor.propertiesByName[name];
    if (property) property.xml = { serialize: 'property' };
  }
  return model;
}

/** Parses XML with the BPMN and zeebe schemas; rejects at the first element that has no place there. */
export function parseXml(xml: string): Promise<Parsed> {
  return moddle().fromXML(xml, 'bpmn:Definitions', { lax: false });
}

export function list(value: unknown): Raw[] {
  return Array.isArray(value) ? (value as Raw[]) : [];
}

export function child(value: unknown): Raw | null {
  return value && typeof value === 'object' ? (value as Raw) : null;
}

export function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** The body of a bpmn:Expression. */
export function body(value: unknown): string | null {
  return text(child(value)?.['body']);
}

export function localName(raw: Raw): string {
  const name = raw.$type.slice(raw.$type.indexOf(':') + 1);
  return name.charAt(0).toLowerCase() + name.slice(1);
}
