import type { Finding } from './findings.js';
import { limits } from './limits.js';
import { Namespaces } from './namespaces.js';
import { tokensOf } from './tokens.js';
import type { Attribute, Token } from './tokens.js';
import { vocabularies } from './vocabulary.js';
import type { Vocabulary } from './vocabulary.js';
import { Report } from './report.js';
import { excerpt } from './xml-findings.js';
import type { Place } from './xml-findings.js';
import { characterProblem } from './characters.js';

const bpmn = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

interface Frame {
  name: string;
  /** by schema; any foreign element besides (extensions); all is foreign, nothing is checked */
  content: 'schema' | 'open' | 'foreign';
  text: boolean;
  /** how many elements with text it holds: bpmn-moddle compares each reference with all others */
  texts: number;
  elementId: string | undefined;
  leave: (() => void) | null;
}

/**
 * What is wrong with the XML of a model, before anything is built from it: broken syntax, limits, entities, namespaces
 * and names that no schema knows, ids. Takes time linear in the length and reports at most 50 findings.
 */
export function checkXml(xml: string): Finding[] {
  return new XmlCheck(xml).run();
}

class XmlCheck extends Report {
  private readonly frames: Frame[] = [];
  private readonly namespaces = new Namespaces();
  private readonly ids = new Set<string>();
  private readonly vocabularies = vocabularies();
  private rootSeen = false;

  run(): Finding[] {
    for (const token of tokensOf(this.xml)) {
      this.take(token);
      if (this.stopped || this.findings.length >= limits.findings) return this.findings;
    }
    const open = this.frames.at(-1);
    const end = { line: this.lineOf(this.xml.length) };
    if (open) this.broken(`Das Element „${open.name}“ endet nicht`, `"${open.name}" does not end`, end);
    else if (!this.rootSeen) this.broken('Die Datei enthält kein Element', 'The file holds no element', end);
    return this.findings;
  }

  private take(token: Token): void {
    if (token.kind === 'open') this.open(token);
    else if (token.kind === 'close') this.close(token);
    else if (token.kind === 'text') this.text(token);
    else if (token.kind === 'instruction') this.instruction(token);
    else if (token.kind === 'doctype') {
      const de = 'Die Datei enthält eine DOCTYPE-Angabe; Entitäten werden nicht gelesen';
      this.stop('DOCTYPE', de, 'The file holds a DOCTYPE; entities are not read', this.place(token.at));
    } else this.syntax(token);
  }

  private syntax({ at, part }: Token & { kind: 'broken' }): void {
    const name = { comment: 'ein Kommentar', instruction: 'eine Anweisung', attribute: 'ein Attribut' };
    const de = part === 'tag' ? 'ein Element' : name[part];
    const place = this.place(at);
    this.broken(`Hier ist ${de} nicht richtig geschrieben`, `A malformed ${part} stands here`, place);
  }

  private open({ at, name, attributes, empty }: Token & { kind: 'open' }): void {
    const leave = this.namespaces.enter(attributes);
    const parent = this.frames.at(-1);
    const own = idOf(attributes);
    const place = { line: this.lineOf(at), elementId: own ?? parent?.elementId };
    if (this.exceeds(attributes, place)) return;
    const uri = this.namespaces.uriOf(name);
    if (!parent) this.root(name, uri, place);
    if (this.stopped) return;
    const vocabulary = this.vocabularies.get(uri ?? '');
    const content = parent ? this.contentOf(name, uri, vocabulary, parent, place) : 'schema';
    this.attributes(attributes, place);
    if (own !== undefined && content !== 'foreign' && vocabulary?.ids) this.id(own, place);
    const text = content === 'foreign' || (vocabulary?.withText.has(localOf(name)) ?? false);
    if (parent && text) parent.texts += 1;
    if (empty) leave?.();
    else this.frames.push({ name, content, text, texts: 0, elementId: place.elementId, leave });
  }

  private exceeds(attributes: Attribute[], place: Place): boolean {
    if (attributes.length > limits.attributes) {
      const [de, en] = [
        `mehr als ${limits.attributes} Attribute`,
        `more than ${limits.attributes} attributes`,
      ];
      this.stop('TOO_MANY_ATTRIBUTES', `Ein Element hat ${de}`, `An element has ${en}`, place);
    } else if ((this.frames.at(-1)?.texts ?? 0) > limits.references) {
      const [de, en] = [
        `mehr als ${limits.references} Verweise`,
        `more than ${limits.references} references`,
      ];
      this.stop('TOO_MANY_REFERENCES', `Ein Element hat ${de}`, `An element has ${en}`, place);
    } else if (this.frames.length >= limits.depth) {
      const [de, en] = [`mehr als ${limits.depth} Ebenen`, `more than ${limits.depth} levels`];
      this.stop('TOO_DEEP', `Die Elemente sind ${de} tief verschachtelt`, `Elements nest ${en} deep`, place);
    } else if (this.namespaces.size > limits.prefixes) {
      const [de, en] = [`mehr als ${limits.prefixes}`, `more than ${limits.prefixes}`];
      this.stop('TOO_MANY_NAMESPACES', `Hier gelten ${de} Namensräume`, `${en} namespaces hold here`, place);
    }
    return this.stopped;
  }

  private root(name: string, uri: string | null, place: Place): void {
    if (this.rootSeen)
      this.broken('Nach dem Ende folgt noch etwas', 'Something follows after the end', place);
    else if (uri !== bpmn || localOf(name) !== 'definitions') {
      const en = `The file begins with "${excerpt(name)}", not with BPMN's "definitions"`;
      this.broken(`Die Datei beginnt mit „${excerpt(name)}“, nicht mit „definitions“ von BPMN`, en, place);
    }
    this.rootSeen = true;
  }

  /** What may stand inside an element, after judging whether it may be there at all. */
  private contentOf(
    name: string,
    uri: string | null,
    vocabulary: Vocabulary | undefined,
    parent: Frame,
    place: Place,
  ): Frame['content'] {
    const shown = excerpt(name);
    if (uri === null) {
      this.prefix(name, place);
      return 'foreign';
    }
    if (parent.content === 'foreign' || (parent.content === 'open' && !vocabulary)) return 'foreign';
    if (!vocabulary) {
      const de = `„${shown}“ gehört zu einem fremden Namensraum und darf nur in „extensionElements“ stehen`;
      const en = `"${shown}" is of a foreign namespace and may only stand in "extensionElements"`;
      this.find('UNKNOWN_NAMESPACE', de, en, place);
      return 'foreign';
    }
    if (!vocabulary.elements.has(localOf(name))) {
      const en = `No schema of this namespace knows the element "${shown}"`;
      this.find(
        'XML_UNKNOWN_ELEMENT',
        `Das Element „${shown}“ gibt es in seinem Namensraum nicht`,
        en,
        place,
      );
      return 'foreign';
    }
    return /^(extensionElements|extension)$/.test(localOf(name)) ? 'open' : 'schema';
  }

  private attributes(attributes: Attribute[], place: Place): void {
    const names = new Set<string>();
    for (const { name, value } of attributes) {
      const twice = `Das Attribut „${excerpt(name)}“ steht zweimal da`;
      if (names.has(name)) this.broken(twice, `The attribute "${excerpt(name)}" stands there twice`, place);
      names.add(name);
      if (name.includes(':') && !name.startsWith('xmlns:') && this.namespaces.uriOf(name) === null)
        this.prefix(name, place);
      this.characters(value, place);
    }
  }

  private prefix(name: string, place: Place): void {
    const prefix = excerpt(name.slice(0, name.indexOf(':')));
    const de = `Das Kürzel „${prefix}“ nennt keinen Namensraum (es fehlt „xmlns:${prefix}“)`;
    this.find('UNKNOWN_NAMESPACE', de, `The prefix "${prefix}" is not declared`, place);
  }

  private id(id: string, { line }: Place): void {
    const shown = excerpt(id);
    const place = { line, elementId: id };
    // No object can have this as an ordinary key, so no machine as a state.
    if (id === '__proto__' || !/^([a-z][\w-.]*:)?[a-z_][\w-.]*$/i.test(id)) {
      const de = `„${shown}“ ist keine Kennung: Erlaubt sind Buchstaben ohne Umlaute, Ziffern, „_“, „-“ und „.“, am Anfang keine Ziffer`;
      this.find('ID_INVALID', de, `"${shown}" is not an id`, place);
    } else if (this.ids.has(id)) {
      const en = `The id "${shown}" is used more than once`;
      this.find('DUPLICATE_ID', `Die Kennung „${shown}“ ist mehrfach vergeben`, en, place);
    }
    this.ids.add(id);
  }

  private close({ at, name }: Token & { kind: 'close' }): void {
    const frame = this.frames.pop();
    frame?.leave?.();
    if (frame?.name === name) return;
    const [shown, place] = [excerpt(name), this.place(at)];
    const de = `Das Ende von „${shown}“ passt zu keinem Anfang`;
    this.broken(de, `The end of "${shown}" fits no beginning`, place);
  }

  private text({ at, text, verbatim }: Token & { kind: 'text' }): void {
    if (text.trim() === '') return;
    const frame = this.frames.at(-1);
    const place = this.place(at);
    if (!frame)
      return this.broken('Text steht außerhalb aller Elemente', 'Text outside of all elements', place);
    if (!frame.text) {
      const en = `The text "${excerpt(text)}" has no place in "${frame.name}"`;
      const de = `Der Text „${excerpt(text)}“ hat in „${frame.name}“ keinen Platz`;
      this.find('XML_TEXT_MISPLACED', de, en, place);
    }
    this.characters(text, place, verbatim);
  }

  private characters(text: string, place: Place, verbatim = false): void {
    const problem = characterProblem(text, verbatim);
    if (problem) this.find(problem.code, problem.de, problem.en, place);
  }

  private instruction({ at, text }: Token & { kind: 'instruction' }): void {
    const encoding = /^<\?xml\s[^>]*encoding=["']([^"']+)/i.exec(text)?.[1];
    if (!encoding || /^(utf-8|us-ascii)$/i.test(encoding)) return;
    const en = `The file is not encoded in UTF-8 but in ${excerpt(encoding)}`;
    const de = `Die Datei ist nicht in UTF-8 kodiert, sondern in ${excerpt(encoding)}`;
    this.broken(de, en, this.place(at));
  }

  private place(at: number): Place {
    return { line: this.lineOf(at), elementId: this.frames.at(-1)?.elementId };
  }
}

function localOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function idOf(attributes: Attribute[]): string | undefined {
  return attributes.find(({ name }) => name === 'id')?.value;
}
