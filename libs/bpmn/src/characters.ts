import { excerpt } from './xml-findings.js';

const known = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);
const references = /&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi;
// Not characters of XML 1.0 (section 2.2); a database would refuse the first of them.
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

/** What is wrong with the characters of a text or value as written; null when nothing is. */
export function characterProblem(
  text: string,
  verbatim: boolean,
): { code: string; de: string; en: string } | null {
  if (forbidden.test(text)) return illegal('');
  if (verbatim || !text.includes('&')) return null;
  for (const [written, decimal, hex, entity] of text.matchAll(references)) {
    if (entity !== undefined) {
      if (!known.has(entity)) return unknownEntity(excerpt(written));
    } else if (!isCharacter(decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal)))
      return illegal(` („${excerpt(written)}“)`);
  }
  return null;
}

/** Writes out references beyond 16 bits, which bpmn-moddle's parser would cut. */
export function withoutWideReferences(xml: string): string {
  if (!/&#(?:x0*[1-9a-f][0-9a-f]{4}|0*[1-9]\d{4})/i.test(xml)) return xml;
  return xml.replace(/<!\[CDATA\[[^]*?\]\]>|&#(?:x([0-9a-f]+)|(\d+));/gi, (written, hex, decimal) => {
    const code = hex === undefined ? Number(decimal) : parseInt(String(hex), 16);
    return code > 0xffff && isCharacter(code) ? String.fromCodePoint(code) : String(written);
  });
}

function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13;
  return code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}

function illegal(written: string): { code: string; de: string; en: string } {
  const en = 'A character that XML does not allow stands here';
  return { code: 'XML_INVALID', de: `Hier steht ein Zeichen, das XML nicht erlaubt${written}`, en };
}

function unknownEntity(written: string): { code: string; de: string; en: string } {
  const de = `Die Entität „${written}“ ist nicht bekannt`;
  return { code: 'XML_ENTITY', de, en: `The entity "${written}" is not known` };
}
