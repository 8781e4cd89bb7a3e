export interface Attribute {
  name: string;
  value: string;
}

/** A piece of an XML file; `at` is its offset. Values and texts are as written, references undecoded. */
export type Token =
  | { kind: 'open'; at: number; name: string; attributes: Attribute[]; empty: boolean }
  | { kind: 'close'; at: number; name: string }
  | { kind: 'text'; at: number; text: string; verbatim: boolean }
  | { kind: 'instruction'; at: number; text: string }
  | { kind: 'doctype'; at: number }
  | { kind: 'broken'; at: number; part: 'comment' | 'instruction' | 'attribute' | 'tag' };

// The very language of bpmn-moddle's parser, so that what passes here is read there without complaint.
const tagName = /[A-Za-z_:][\w:.-]*/y;
const attribute = /[\t-\r ]+([A-Za-z_:][\w:.-]*)=("[^"]*"|'[^']*')/y;
const tagEnd = /[\t-\r ]*(\/?)>/y;

/** The pieces of an XML text in one linear pass; ends after the first one that is broken. */
export function* tokensOf(xml: string): Generator<Token> {
  let at = 0;
  while (at < xml.length) {
    const next = xml.indexOf('<', at);
    const end = next < 0 ? xml.length : next;
    if (end > at) yield { kind: 'text', at, text: xml.slice(at, end), verbatim: false };
    if (next < 0) return;
    const [token, after] = markup(xml, next);
    yield token;
    if (token.kind === 'broken' || token.kind === 'doctype') return;
    at = after;
  }
}

function markup(xml: string, at: number): [Token, number] {
  if (xml.startsWith('<!--', at)) return until(xml, at, '-->', 'comment', () => null);
  if (xml.startsWith('<![CDATA[', at))
    return until(xml, at, ']]>', 'tag', (end) => ({
      kind: 'text',
      at,
      text: xml.slice(at + 9, end),
      verbatim: true,
    }));
  if (xml.startsWith('<!', at)) return [{ kind: 'doctype', at }, at];
  if (xml.startsWith('<?', at)) return until(xml, at, '?>', 'instruction', () => null);
  return xml[at + 1] === '/' ? closingTag(xml, at) : openingTag(xml, at);
}

/** A piece that ends with a mark; without a token of its own it counts as an instruction, which says nothing. */
function until(
  xml: string,
  at: number,
  mark: string,
  part: 'comment' | 'instruction' | 'tag',
  token: (end: number) => Token | null,
): [Token, number] {
  const end = xml.indexOf(mark, at);
  if (end < 0) return [{ kind: 'broken', at, part }, at];
  const text = part === 'instruction' ? xml.slice(at, end + 2) : '';
  return [token(end) ?? { kind: 'instruction', at, text }, end + mark.length];
}

function closingTag(xml: string, at: number): [Token, number] {
  tagName.lastIndex = at + 2;
  const name = tagName.exec(xml)?.[0];
  tagEnd.lastIndex = at + 2 + (name?.length ?? 0);
  const end = tagEnd.exec(xml);
  if (!name || !end || end[1]) return [{ kind: 'broken', at, part: 'tag' }, at];
  return [{ kind: 'close', at, name }, tagEnd.lastIndex];
}

function openingTag(xml: string, at: number): [Token, number] {
  tagName.lastIndex = at + 1;
  const name = tagName.exec(xml)?.[0];
  if (!name) return [{ kind: 'broken', at, part: 'tag' }, at];
  const attributes: Attribute[] = [];
  let position = tagName.lastIndex;
  for (;;) {
    attribute.lastIndex = position;
    const found = attribute.exec(xml);
    if (!found) break;
    attributes.push({ name: found[1] ?? '', value: (found[2] ?? '').slice(1, -1) });
    position = attribute.lastIndex;
  }
  tagEnd.lastIndex = position;
  const end = tagEnd.exec(xml);
  if (!end) return [{ kind: 'broken', at, part: 'attribute' }, at];
  return [{ kind: 'open', at, name, attributes, empty: end[1] === '/' }, tagEnd.lastIndex];
}
