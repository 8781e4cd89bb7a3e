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

interface Parsed {
  rootElement: Raw;
  warnings: ParseWarning[];
}

interface Moddle {
  fromXML(xml: string): Promise<Parsed>;
}

// The published types describe an older release with a default export.
const { BpmnModdle } = bpmnModdle as unknown as {
  BpmnModdle: new (packages: Record<string, unknown>) => Moddle;
};

/** Parses XML with the BPMN and zeebe schemas; rejects when it is not even a `bpmn:definitions`. */
export function parseXml(xml: string): Promise<Parsed> {
  return new BpmnModdle({ zeebe }).fromXML(xml);
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

/** What an item (data object, property, data input …) is called as a variable. */
export function nameOf(value: unknown): string | null {
  const item = child(value);
  if (!item) return null;
  const object = child(item['dataObjectRef']);
  return text(item.name) ?? text(object?.name) ?? object?.id ?? item.id ?? null;
}

/** An item read as an expression. */
export function reference(value: unknown): string | null {
  const name = nameOf(value);
  return name === null ? null : `=${name}`;
}
