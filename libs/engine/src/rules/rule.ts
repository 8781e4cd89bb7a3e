import type { Finding } from '@zusteuerung/feel';
import { called } from '../compile/words.js';
import type { Deployment, Place } from './place.js';

export interface Text {
  de: string;
  en: string;
}

/** What a code means; `{name}` in texts is the element's name, other braces are filled in by the rule. */
export interface Code extends Text {
  severity: Finding['severity'];
  /** the elements it can be found at, in words of BPMN */
  at: string;
  /** what to do about it */
  fix?: Text;
}

type Values = Record<string, string | Text>;

/** Notes a finding at an element. */
export type Report<C extends string> = (code: C, element: Named, values?: Values) => void;

interface Named {
  id: string;
  name: string | null;
}

interface RuleDefinition<C extends string> {
  codes: Record<C, Code>;
  /** looks at one process or sub-process */
  scope?: (place: Place, report: Report<C>) => void;
  /** looks at all that is deployed together */
  deployment?: (deployment: Deployment, report: Report<C>) => void;
}

/** Something that makes a model invalid or meaningless; one file each, with its examples beside it. */
export interface Rule {
  codes: Readonly<Record<string, Code>>;
  scope(place: Place): Finding[];
  deployment(deployment: Deployment): Finding[];
}

export function rule<C extends string>({ codes, scope, deployment }: RuleDefinition<C>): Rule {
  const collect = <Where>(look?: (where: Where, report: Report<C>) => void) => {
    if (!look) return () => [];
    return (where: Where): Finding[] => {
      const findings: Finding[] = [];
      look(where, (code, element, values) => findings.push(finding(code, codes[code], element, values)));
      return findings;
    };
  };
  return { codes, scope: collect(scope), deployment: collect(deployment) };
}

function finding(name: string, code: Code, element: Named, values: Values = {}): Finding {
  const all: Values = { name: called(element), ...values };
  const text = ({ de, en }: Text): Text => ({ de: fill(de, all, 'de'), en: fill(en, all, 'en') });
  return {
    code: name,
    severity: code.severity,
    elementId: element.id,
    message: text(code),
    ...(code.fix ? { fix: text(code.fix) } : {}),
  };
}

function fill(text: string, values: Values, language: 'de' | 'en'): string {
  return text.replace(/\{(\w+)\}/g, (brace, key: string) => {
    const value = values[key];
    if (value === undefined) return brace;
    return typeof value === 'string' ? value : value[language];
  });
}
