import { withoutWideReferences } from './characters.js';
import { checkXml } from './check-xml.js';
import { checkContent } from './content.js';
import type { Finding } from './findings.js';
import { limits } from './limits.js';
import { parseXml } from './moddle.js';
import type { Parsed, ParseWarning, Raw } from './moddle.js';
import { excerpt, xmlFinding } from './xml-findings.js';

/** The tree of a BPMN file; null when a finding is an error. */
export async function parseBpmn(xml: string): Promise<{ parsed: Parsed | null; findings: Finding[] }> {
  if (xml.length > limits.length) return refuse([tooLarge()]);
  const broken = checkXml(xml);
  if (broken.length > 0) return refuse(broken);
  try {
    const parsed = await parseXml(withoutWideReferences(xml));
    const warnings = parsed.warnings.slice(0, limits.findings).map(toFinding);
    const findings = [...warnings, ...checkContent(parsed.rootElement)];
    return findings.some(({ severity }) => severity === 'error') ? refuse(findings) : { parsed, findings };
  } catch (error) {
    return refuse([misplaced(error instanceof Error ? error.message : String(error), xml)]);
  }
}

/** The tree of a file that was checked once, by whatever rules held then; null when nothing can be built from it. */
export async function parseStored(xml: string): Promise<{ parsed: Parsed | null; findings: Finding[] }> {
  try {
    return { parsed: await parseXml(withoutWideReferences(xml)), findings: [] };
  } catch (error) {
    return refuse([misplaced(error instanceof Error ? error.message : String(error), xml)]);
  }
}

function refuse(findings: Finding[]): { parsed: null; findings: Finding[] } {
  return { parsed: null, findings };
}

function tooLarge(): Finding {
  return xmlFinding('TOO_LARGE', 'Die Datei ist größer als 2 MB', 'The file is larger than 2 MB');
}

/** The first element that bpmn-moddle has no place for; it counts lines and columns from 0. */
function misplaced(message: string, xml: string): Finding {
  const [, line, column] = /line: (\d+)\s+column: (\d+)/.exec(message) ?? [];
  const nested = excerpt(/nested error: ([^]*)/.exec(message)?.[1] ?? message);
  const tag = tagAt(xml, Number(line), Number(column));
  const place = line === undefined ? {} : { line: Number(line) + 1, elementId: tag?.id };
  if (!tag?.name) {
    const [de, en] = [`Kein lesbares BPMN: ${nested}`, `Not readable as BPMN: ${nested}`];
    return xmlFinding('XML_INVALID', de, en, place);
  }
  const de = `Das Element „${excerpt(tag.name)}“ gehört nicht an diese Stelle (${nested})`;
  const en = `The element "${excerpt(tag.name)}" has no place here (${nested})`;
  return xmlFinding('XML_MISPLACED_ELEMENT', de, en, place);
}

function tagAt(xml: string, line: number, column: number): { name?: string; id?: string } | null {
  const text = xml.split(/\r\n|\r|\n/)[line]?.slice(column) ?? '';
  const found = /^<([\w:.-]+)(?:[^>]*?\sid="([^"]*)")?/.exec(text);
  return found && { name: found[1], id: found[2] };
}

function toFinding({ message, element, property, value }: ParseWarning): Finding {
  const place = { elementId: nearestId(element) };
  const shown = excerpt(value ?? '');
  if (message.startsWith('unknown attribute')) {
    const en = `The attribute "${property}" means nothing here`;
    return xmlFinding(
      'XML_UNKNOWN_ATTRIBUTE',
      `Das Attribut „${property}“ hat hier keine Bedeutung`,
      en,
      place,
      'warning',
    );
  }
  if (message.startsWith('unresolved reference')) {
    const de = `Der Verweis „${property}“ zeigt auf „${shown}“, das es in der Datei nicht gibt`;
    const en = `The reference "${property}" points to "${shown}", which the file does not hold`;
    return xmlFinding('UNRESOLVED_REFERENCE', de, en, place, isDrawing(element) ? 'warning' : 'error');
  }
  const [de, en] = [`Kein lesbares BPMN: ${excerpt(message)}`, `Not readable as BPMN: ${excerpt(message)}`];
  return xmlFinding('XML_INVALID', de, en, place);
}

/** What only the diagram refers to does not change what executes. */
function isDrawing(element: Raw | undefined): boolean {
  return element ? /^(bpmndi|di|dc):/.test(element.$type) : false;
}

function nearestId(element: Raw | undefined): string | undefined {
  for (let one = element; one; one = one.$parent) if (one.id) return one.id;
  return undefined;
}
