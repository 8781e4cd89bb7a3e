import { finding } from './findings.js';
import { list, one, textOf } from './moddle.js';
import type { Raw } from './moddle.js';
import type { Compiler } from './read-names.js';
import { readTable } from './read-table.js';
import type { ContextLogic, FunctionLogic, Logic, RefusedLogic } from './types.js';

/** Reads boxed expressions of one element; `owner` is its name, for messages. */
export class LogicReader {
  constructor(
    private readonly compiler: Compiler,
    private readonly owner: Raw,
  ) {}

  read(raw: Raw | null, parent: Raw): Logic {
    if (!raw) return this.refuse(parent, 'DMN_NO_LOGIC', 'hat eine leere Stelle', 'has an empty place');
    const base = { id: raw.id ?? parent.id ?? '', type: raw.typeRef ?? null };
    switch (raw.$type) {
      case 'dmn:DecisionTable':
        return readTable(raw, this.compiler);
      case 'dmn:LiteralExpression':
        return this.literal(raw, base);
      case 'dmn:Context':
        return this.context(raw, base);
      case 'dmn:Invocation':
        return {
          ...base,
          kind: 'invocation',
          called: this.read(one(raw['calledFunction']), raw),
          bindings: list(raw['binding']).map((binding) => ({
            name: one(binding['parameter'])?.name ?? '',
            value: one(binding['bindingFormula']) && this.read(one(binding['bindingFormula']), raw),
          })),
        };
      case 'dmn:List':
        return { ...base, kind: 'list', items: this.all(raw['elements'], raw) };
      case 'dmn:Relation':
        return {
          ...base,
          kind: 'relation',
          columns: list(raw['column']).map(named),
          rows: list(raw['row']).map((row) => this.all(row['elements'], row)),
        };
      case 'dmn:FunctionDefinition':
        return this.function(raw);
      default:
        return this.selection(raw, base);
    }
  }

  /** What DMN 1.4 has added: filter, conditional, iterators. */
  private selection(raw: Raw, base: { id: string; type: string | null }): Logic {
    const child = (name: string) => this.read(one(one(raw[name])?.['value']), raw);
    const variable = typeof raw['iteratorVariable'] === 'string' ? raw['iteratorVariable'] : '';
    switch (raw.$type) {
      case 'dmn:Filter':
        return { ...base, kind: 'filter', in: child('in'), match: child('match') };
      case 'dmn:Conditional':
        return { ...base, kind: 'conditional', if: child('if'), then: child('then'), else: child('else') };
      case 'dmn:For':
        return { ...base, kind: 'for', variable, in: child('in'), body: child('return') };
      case 'dmn:Some':
        return { ...base, kind: 'some', variable, in: child('in'), body: child('satisfies') };
      case 'dmn:Every':
        return { ...base, kind: 'every', variable, in: child('in'), body: child('satisfies') };
    }
    const kind = raw.$type.replace(/^.*:/, '');
    return this.refuse(raw, 'DMN_UNSUPPORTED', `ist als „${kind}“ beschrieben`, `is a "${kind}"`);
  }

  /** A function written in FEEL; another language would have to run outside. */
  function(raw: Raw): FunctionLogic | RefusedLogic {
    const kind = String(raw['kind'] ?? 'FEEL');
    if (kind !== 'FEEL')
      return this.refuse(
        raw,
        'DMN_EXTERNAL_FUNCTION',
        `ruft eine Funktion in ${kind}; ausgeführt wird nur FEEL, damit Modelle keinen fremden Code starten`,
        `calls a function in ${kind}; only FEEL is executed, so that models start no foreign code`,
      );
    return {
      kind: 'function',
      id: raw.id ?? '',
      type: raw.typeRef ?? null,
      parameters: list(raw['formalParameter']).map(named),
      body: this.read(one(raw['body']), raw),
    };
  }

  private all(value: unknown, parent: Raw): Logic[] {
    return list(value).map((inner) => this.read(inner, parent));
  }

  private literal(raw: Raw, base: { id: string; type: string | null }): Logic {
    const language = raw['expressionLanguage'];
    if (typeof language === 'string' && language !== '' && !/feel/i.test(language))
      return this.refuse(
        raw,
        'DMN_LANGUAGE',
        `ist in „${language}“ geschrieben; ausgeführt wird FEEL`,
        `is written in "${language}"; FEEL is executed`,
      );
    const source = textOf(raw);
    return { ...base, kind: 'literal', source, expression: this.compiler.expression(source) };
  }

  private context(raw: Raw, base: { id: string; type: string | null }): ContextLogic {
    const entries: ContextLogic['entries'] = [];
    let result: Logic | null = null;
    for (const entry of list(raw['contextEntry'])) {
      const variable = one(entry['variable']);
      const value = this.read(one(entry['value']), entry.id ? entry : raw);
      if (variable) entries.push({ ...named(variable), value });
      else result = value;
    }
    return { ...base, kind: 'context', entries, result };
  }

  private refuse(raw: Raw, code: string, de: string, en: string): RefusedLogic {
    const name = this.owner.name ?? this.owner.id ?? '';
    const id = raw.id ?? this.owner.id ?? '';
    return {
      kind: 'refused',
      id,
      type: null,
      finding: finding(code, 'error', id || undefined, `„${name}“ ${de}.`, `"${name}" ${en}.`),
    };
  }
}

function named(raw: Raw): { name: string; type: string | null } {
  return { name: raw.name ?? '', type: raw.typeRef ?? null };
}
