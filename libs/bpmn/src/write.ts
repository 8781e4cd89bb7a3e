import type { Finding } from './findings.js';
import { moddle } from './moddle.js';
import type { Descriptor, Parsed, ParseWarning, Raw } from './moddle.js';
import { parseBpmn } from './parse.js';
import { markQualified, restoreQualified } from './qualified.js';
import { tokensOf } from './tokens.js';
import { xmlFinding } from './xml-findings.js';

/** A BPMN file as a tree that may be changed: bpmn-moddle's elements with the properties of the BPMN schema. */
export interface BpmnTree {
  definitions: Raw;
  byId(id: string): Raw | null;
  /** a new element, e.g. `create('zeebe:Property', { name, value })`; where it goes is up to the caller */
  create(type: string, properties?: Record<string, unknown>): Raw;
}

/**
 * Writes a BPMN file anew after a change. Extensions of any namespace, unknown attributes, documentation, the diagram
 * and the order of the elements stay; comments, attributes that say what holds anyway, and the layout of the text do
 * not. What `readBpmn` refuses, or what could not be written without loss, is not written: `xml` is null and a finding
 * says why. What the change throws, this rejects with.
 */
export async function rewriteBpmn(
  xml: string,
  change: (tree: BpmnTree) => void = () => undefined,
): Promise<{ xml: string | null; findings: Finding[] }> {
  const { parsed, findings } = await parseBpmn(xml);
  if (!parsed) return { xml: null, findings };
  const prefix = ambiguousPrefix(xml);
  if (prefix !== null) return { xml: null, findings: [...findings, ambiguous(prefix)] };
  for (const warning of parsed.warnings) keepReference(warning);
  change(treeOf(parsed));
  markQualified(parsed.rootElement);
  const written = await moddle().toXML(parsed.rootElement, { format: true });
  return { xml: restoreQualified(written.xml), findings };
}

const reserved: [prefix: string, uri: string][] = [
  ['xsi', 'http://www.w3.org/2001/XMLSchema-instance'],
  ['xml', 'http://www.w3.org/XML/1998/namespace'],
];

/** A prefix that means two namespaces, of which bpmn-moddle would forget one. */
function ambiguousPrefix(xml: string): string | null {
  const known = moddle().getPackages();
  const uris = new Map([...reserved, ...known.map(({ prefix, uri }) => [prefix, uri] as const)]);
  for (const token of tokensOf(xml)) {
    if (token.kind !== 'open') continue;
    for (const { name, value } of token.attributes) {
      if (!name.startsWith('xmlns:')) continue;
      const prefix = name.slice(6);
      if ((uris.get(prefix) ?? value) !== value) return prefix;
      uris.set(prefix, value);
    }
  }
  return null;
}

function ambiguous(prefix: string): Finding {
  const de = `Das Kürzel „${prefix}“ steht für zwei Namensräume; die Datei lässt sich nicht ohne Verlust schreiben`;
  const en = `The prefix "${prefix}" means two namespaces; the file cannot be written without loss`;
  return xmlFinding('PREFIX_AMBIGUOUS', de, en);
}

function treeOf({ rootElement, elementsById }: Parsed): BpmnTree {
  return {
    definitions: rootElement,
    byId: (id) => elementsById[id] ?? null,
    create: (type, properties = {}) => moddle().create(type, properties),
  };
}

/** bpmn-moddle forgets a reference that leads nowhere; its writer asks no more of the target than an id. */
function keepReference({ message, element, property, value }: ParseWarning): void {
  if (!message.startsWith('unresolved reference') || !element || !property || !value) return;
  const { $descriptor, get, set } = element as unknown as Accessors;
  const target = { id: value };
  if ($descriptor.propertiesByName[property]?.isMany) get.call(element, property).push(target);
  else set.call(element, property, target);
}

/** What bpmn-moddle's elements offer besides their properties. */
interface Accessors {
  $descriptor: Descriptor;
  get(property: string): unknown[];
  set(property: string, value: unknown): void;
}
