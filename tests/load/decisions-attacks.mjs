// Decisions that would run for minutes or for ever; each must end by its budget, with a problem.
import { readDmn } from '@zusteuerung/decisions';

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
let count = 0;
const literal = (text) =>
  `<literalExpression id="ausdruck${++count}"><text>${escaped(text)}</text></literalExpression>`;
const decision = (logic, requirements = '') =>
  `<decision id="angriff" name="Angriff"><variable name="angriff"/>${requirements}${logic}</decision>`;

/** A knowledge model that may call itself. */
const knowledge = (name, parameters, body) =>
  `<businessKnowledgeModel id="${name}" name="${name}"><variable name="${name}"/><encapsulatedLogic>${parameters
    .map((parameter) => `<formalParameter name="${parameter}"/>`)
    .join(
      '',
    )}${literal(body)}</encapsulatedLogic><knowledgeRequirement id="k_${name}"><requiredKnowledge href="#${name}"/></knowledgeRequirement></businessKnowledgeModel>`;
const needs = (name) =>
  `<knowledgeRequirement id="braucht_${name}"><requiredKnowledge href="#${name}"/></knowledgeRequirement>`;
const data = (name) => `<inputData id="${name}" name="${name}"><variable name="${name}"/></inputData>`;
const wants = (name) =>
  `<informationRequirement id="will_${name}"><requiredInput href="#${name}"/></informationRequirement>`;

function table(column, rows, cell) {
  const rules = Array.from(
    { length: rows },
    (_, i) =>
      `<rule id="z${i}"><inputEntry id="z${i}e"><text>${escaped(cell(i))}</text></inputEntry><outputEntry id="z${i}a"><text>${i}</text></outputEntry></rule>`,
  );
  return `<decisionTable id="tabelle" hitPolicy="COLLECT"><input id="spalte"><inputExpression id="frage"><text>${escaped(column)}</text></inputExpression></input><output id="ausgabe"/>${rules.join('')}</decisionTable>`;
}

const many = Array.from({ length: 10_000 }, (_, i) => i);
const boxed = (kind, inner) =>
  `<${kind} id="schleife${++count}" ${kind === 'filter' ? '' : 'iteratorVariable="x"'}>${inner}</${kind}>`;

const cases = [
  [
    'knowledge model: fib(40)',
    knowledge('fib', ['n'], 'if n < 2 then n else fib(n - 1) + fib(n - 2)'),
    decision(literal('fib(40)'), needs('fib')),
  ],
  [
    'knowledge model: endless recursion',
    knowledge('f', ['n'], 'f(n + 1)'),
    decision(literal('f(1)'), needs('f')),
  ],
  [
    'knowledge model: f(n - 1) twice and a list',
    knowledge('g', ['n'], 'if n < 1 then [1] else concatenate(g(n - 1), g(n - 1))'),
    decision(literal('g(40)'), needs('g')),
  ],
  [
    'function in an expression: fib(40)',
    '',
    decision(literal('{f: function(n) if n < 2 then n else f(n - 1) + f(n - 2), r: f(40)}')),
  ],
  ['loops: 3,000 × 3,000', '', decision(literal('for i in 1..3000, j in 1..3000 return i * j'))],
  [
    'boxed loops: 10,000 × 10,000',
    data('liste'),
    decision(
      boxed(
        'for',
        `<in>${literal('liste')}</in><return>${boxed('for', `<in>${literal('liste')}</in><return>${literal('x * 2')}</return>`)}</return>`,
      ),
      wants('liste'),
    ),
    { liste: many },
  ],
  [
    'boxed filter: 10,000 × 10,000',
    data('liste'),
    decision(
      boxed(
        'filter',
        `<in>${literal('liste')}</in><match>${literal('count(liste[item > 5000]) > item')}</match>`,
      ),
      wants('liste'),
    ),
    { liste: many },
  ],
  [
    'table: 300 rows that each walk 1..10000',
    data('n'),
    decision(
      table('n', 300, (i) => `some x in 1..10000 satisfies x * ${i} = ? + 0.5`),
      wants('n'),
    ),
    { n: 7 },
  ],
  [
    'table: 2,000 rows that look for a list in a list',
    data('liste'),
    decision(
      table('liste', 2000, () => 'list contains(?, -1)'),
      wants('liste'),
    ),
    { liste: many },
  ],
  [
    'table: 5,000 rows, explained',
    data('n'),
    decision(
      table('n', 5000, (i) => `>= ${i % 2 === 0 ? 0 : 10}`),
      wants('n'),
    ),
    { n: 7 },
  ],
  [
    'regular expression with catastrophic backtracking',
    '',
    decision(literal(`matches("${'a'.repeat(40)}!", "^(a+)+$")`)),
  ],
  [
    'a string that doubles',
    '',
    decision(literal('{f: function(s, n) if n = 0 then s else f(s + s, n - 1), r: f("xxxxxxxx", 60)}')),
  ],
  [
    'sorting by a slow comparison',
    '',
    decision(
      literal(
        'sort(for i in 1..5000 return 5000 - i, function(a, b) count(for k in 1..50 return k * a) > 0 and a < b)',
      ),
    ),
  ],
  ['roots with 34 digits', '', decision(literal('for i in 1..20000 return sqrt(i) ** 0.5'))],
  [
    'dates in a time zone',
    '',
    decision(
      literal(
        'for i in 1..20000 return date and time("2026-03-29T01:30:00@Europe/Berlin") + duration("PT1H")',
      ),
    ),
  ],
];

/** `{ name, model, input }`; the decision is called `angriff`. */
export async function attacks() {
  return Promise.all(
    cases.map(async ([name, before, after, input = {}]) => {
      const { model, findings } = await readDmn(
        `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="d" name="d" namespace="t">${before}${after}</definitions>`,
      );
      if (!model) throw new Error(`${name}: ${JSON.stringify(findings)}`);
      return { name, model, input };
    }),
  );
}
