import { FeelRange } from 'feelin';
import type { EvaluationResult, Warning, parseUnaryTests } from 'feelin';
import { Prepared } from './prepared.js';
import type { Lookup } from './prepared.js';

type SyntaxNode = ReturnType<typeof parseUnaryTests>['topNode'];

const wert = 'zu prüfender Wert';
const gegen = 'Vergleichswert';

/** One test of a cell, ready to be asked about an input. */
type Test = (input: unknown, lookup: Lookup) => EvaluationResult<unknown>;

/**
 * The tests of a cell, each parsed once. A comparison or interval is asked with `in`; anything else is an
 * expression whose result is the answer (a boolean), or what the input must equal or be contained in.
 */
export function prepareTests(root: SyntaxNode, source: string, names: string[]): Test {
  const first = root.firstChild;
  if (!first || first.name === 'Wildcard') return () => ({ value: true, warnings: [] });
  const negated = first.name === 'not';
  const group = root.getChild('PositiveUnaryTests');
  const tests = (group?.getChildren('PositiveUnaryTest') ?? []).map((node) =>
    prepareOne(node, source, names),
  );
  return (input, lookup) => {
    const warnings: Warning[] = [];
    const hit = tests.some((test) => {
      const { value, warnings: found } = test(input, lookup);
      warnings.push(...found);
      return value === true;
    });
    return { value: negated ? !hit : hit, warnings };
  };
}

function prepareOne(node: SyntaxNode, source: string, names: string[]): Test {
  const text = source.slice(node.from, node.to);
  const kind = node.firstChild?.name;
  const withInput = [...names, '?', wert];
  if (kind === 'SimplePositiveUnaryTest') {
    const prepared = new Prepared(`${wert} in (${text})`, withInput);
    return (input, lookup) => prepared.run(seeing(input, lookup));
  }
  const prepared = new Prepared(text, withInput);
  if (kind === 'BooleanLiteral')
    return (input) => ({ value: input === (text.trim() === 'true'), warnings: [] });
  const equal = new Prepared(`${gegen} = ${wert}`, [gegen, wert]);
  return (input, lookup) => {
    const { value, warnings } = prepared.run(seeing(input, lookup));
    return { value: answers(value, input, equal), warnings };
  };
}

function seeing(input: unknown, lookup: Lookup): Lookup {
  return (name) => (name === '?' || name === wert ? input : lookup(name));
}

function answers(value: unknown, input: unknown, equal: Prepared): unknown {
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.includes(input);
  if (value instanceof FeelRange) return value.includes(input as never);
  return equal.run((name) => (name === gegen ? value : input)).value;
}
