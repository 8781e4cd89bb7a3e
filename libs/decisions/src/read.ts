import type { Finding } from '@zusteuerung/feel';
import { finding } from './findings.js';
import { parseXml } from './moddle.js';
import type { ParseWarning } from './moddle.js';
import { readModel } from './read-model.js';
import type { DmnModel } from './types.js';

const maximumLength = 2 * 1024 * 1024;

/**
 * Reads DMN 1.1–1.5. Broken XML, a DOCTYPE, more than 2 MB and duplicate ids are errors; with an error there
 * is no model. What the tables say is the business of `checkDecisions`.
 */
export async function readDmn(xml: string): Promise<{ model: DmnModel | null; findings: Finding[] }> {
  const refused = refusal(xml);
  if (refused) return { model: null, findings: [refused] };
  try {
    const { rootElement, warnings } = await parseXml(xml);
    const findings = warnings.map(toFinding);
    if (findings.some(({ severity }) => severity === 'error')) return { model: null, findings };
    return { model: readModel(rootElement), findings };
  } catch (error) {
    return { model: null, findings: [brokenXml(error instanceof Error ? error.message : String(error))] };
  }
}

const mostAttributes = 1000;

/** The reader compares each attribute of an element with all others, so a crowd of them would keep it busy for hours. */
function isCrowded(xml: string): boolean {
  return xml.split('<').some((tag) => (tag.match(/[\w:.-]\s*=\s*["']/g)?.length ?? 0) > mostAttributes);
}

function refusal(xml: string): Finding | null {
  if (xml.length > maximumLength)
    return finding(
      'TOO_LARGE',
      'error',
      undefined,
      'Die Datei ist größer als 2 MB.',
      'The file is larger than 2 MB.',
    );
  if (isCrowded(xml))
    return finding(
      'TOO_MANY_ATTRIBUTES',
      'error',
      undefined,
      `Ein Element der Datei hat mehr als ${mostAttributes} Attribute.`,
      `An element of the file has more than ${mostAttributes} attributes.`,
    );
  if (/<!DOCTYPE|<!ENTITY/i.test(xml))
    return finding(
      'DOCTYPE',
      'error',
      undefined,
      'Die Datei enthält eine DOCTYPE-Angabe; Entitäten werden nicht gelesen.',
      'The file holds a DOCTYPE; entities are not read.',
    );
  return null;
}

function toFinding(warning: ParseWarning): Finding {
  const duplicate = /duplicate ID <([^>]*)>/.exec(warning.message)?.[1];
  if (duplicate === undefined) {
    const unknown = /unknown type <([^>]*)>/.exec(warning.message)?.[1];
    if (unknown !== undefined) return unknownElement(unknown);
    const drawing = /<(?:dmndi|biodi|dc|di):/.test(warning.message);
    return { ...brokenXml(warning.message), severity: drawing ? 'warning' : 'error' };
  }
  return finding(
    'DUPLICATE_ID',
    'error',
    duplicate,
    `Die Kennung „${duplicate}“ ist mehrfach vergeben.`,
    `The id "${duplicate}" is used more than once.`,
  );
}

/** What this version of the standard does not know is left out; where it is missed, the place says so. */
function unknownElement(name: string): Finding {
  const plain = name.replace(/^dmn:/, '');
  return finding(
    'DMN_UNKNOWN_ELEMENT',
    'warning',
    undefined,
    `„${plain}“ ist kein Element von DMN und wird nicht gelesen.`,
    `"${plain}" is no element of DMN and is not read.`,
  );
}

function brokenXml(detail: string): Finding {
  const line = detail.replace(/\s+/g, ' ').trim();
  return finding(
    'XML_INVALID',
    'error',
    undefined,
    `Kein lesbares DMN: ${line}`,
    `Not readable as DMN: ${line}`,
  );
}
