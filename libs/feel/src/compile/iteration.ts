import { childrenOf, someNode } from '../parse/ast.js';
import type { Iterator, Node, NodeOf } from '../parse/ast.js';
import type { Run, Site } from '../run.js';
import { add, compareNumbers, isNum } from '../values/number.js';
import type { Num } from '../values/number.js';
import { FeelRange } from '../values/range.js';
import { FeelDate } from '../values/temporal.js';
import type { Value } from '../values/value.js';
import { truth } from './logic.js';
import type { Code, Compiler, Scope } from './scope.js';

/** How a walk over values went on: to its end, stopped by the visitor, or with nothing to walk over. */
export type Walked = 'ended' | 'stopped' | 'none';
type Visit = (value: Value) => Walked;

/** Calls `visit` with each element of a list, number or day of a range, or the value itself, until it stops. */
export function eachOf(run: Run, domain: Value, site: Site, cost: number, visit: Visit): Walked {
  if (domain === null) return 'none';
  if (domain instanceof FeelRange) return eachInRange(run, domain, site, cost, visit);
  if (!Array.isArray(domain)) {
    run.tick(cost);
    return visit(domain);
  }
  for (const element of domain) {
    run.tick(cost);
    const went = visit(element ?? null);
    if (went !== 'ended') return went;
  }
  return 'ended';
}

function eachInRange(run: Run, range: FeelRange, site: Site, cost: number, visit: Visit): Walked {
  const { start, end } = range;
  const dates = start instanceof FeelDate && end instanceof FeelDate;
  if (!dates && !(isNum(start) && isNum(end))) {
    run.doubt('FEEL_TYPE', site);
    return 'none';
  }
  const from: Num = dates ? start.days : (start as Num);
  const to: Num = dates ? end.days : (end as Num);
  const step = compareNumbers(from, to) > 0 ? -1 : 1;
  const valueOf = (at: Num): Value => (dates ? FeelDate.ofDays(Number(at)) : at);
  for (let at = from; ; at = add(at, step) ?? to) {
    const left = compareNumbers(at, to) * step;
    if (left > 0 || (left === 0 && !range.endIncluded)) return 'ended';
    run.tick(dates ? cost + 6 : cost);
    if (at === from && !range.startIncluded) continue;
    const went = visit(valueOf(at));
    if (went !== 'ended') return went;
  }
}

interface Loop {
  slot: number;
  site: Site;
  domain: Code;
  cost: number;
}

function compileLoops(iterators: Iterator[], body: Node, scope: Scope, compiler: Compiler): [Loop[], Scope] {
  const loops: Loop[] = [];
  let inner = scope;
  iterators.forEach((iterator, i) => {
    const site = compiler.site(iterator);
    const next = iterators[i + 1];
    const cost = 1 + weightOf(next ? next.domain : body);
    const slot = compiler.slot();
    loops.push({ slot, site, cost, domain: compileDomain(iterator, inner, compiler, site) });
    inner = inner.bind(iterator.name, slot);
  });
  return [loops, inner];
}

function compileDomain({ domain, end }: Iterator, scope: Scope, compiler: Compiler, site: Site): Code {
  const first = compiler.code(domain, scope);
  if (!end) return first;
  const last = compiler.code(end, scope);
  return (run) => {
    const from = first(run);
    const to = last(run);
    if (from === null || to === null) return null;
    if ((isNum(from) && isNum(to)) || (from instanceof FeelDate && to instanceof FeelDate))
      return new FeelRange(from, to, true, true);
    return run.doubt('FEEL_TYPE', site);
  };
}

/** How much it costs to evaluate a node once; loops inside count their own. */
export function weightOf(node: Node): number {
  if (node.type === 'for' || node.type === 'quantified')
    return 1 + node.iterators.reduce((sum, { domain }) => sum + weightOf(domain), 0);
  if (node.type === 'filter') return 1 + weightOf(node.target);
  if (node.type === 'context') return node.entries.reduce((sum, { value }) => sum + 3 + weightOf(value), 2);
  return childrenOf(node).reduce((sum, child) => sum + weightOf(child), 1);
}

function walk(run: Run, loops: Loop[], level: number, visit: () => Walked): Walked {
  const loop = loops[level];
  if (!loop) return visit();
  return eachOf(run, loop.domain(run), loop.site, loop.cost, (value) => {
    run.slots[loop.slot] = value;
    return walk(run, loops, level + 1, visit);
  });
}

export function compileFor(node: NodeOf<'for'>, scope: Scope, compiler: Compiler): Code {
  const [loops, inner] = compileLoops(node.iterators, node.body, scope, compiler);
  const partial = compiler.slot();
  const body = compiler.code(node.body, inner.bind('partial', partial));
  const copies = leaks(node.body);
  return (run) => {
    const results: Value[] = [];
    const went = walk(run, loops, 0, () => {
      if (copies) run.tick(results.length >> 2);
      run.slots[partial] = copies ? results.slice() : results;
      results.push(body(run));
      return 'ended';
    });
    return went === 'none' ? null : results;
  };
}

const readers = new Set(['count', 'sum', 'min', 'max', 'mean', 'list contains', 'string join', 'is empty']);

/** Whether `partial` may become part of a result, so it must not change afterwards. */
function leaks(node: Node): boolean {
  if (node.type === 'name') return node.name === 'partial';
  const reads =
    node.type === 'filter' ||
    (node.type === 'call' && node.target.type === 'name' && readers.has(node.target.name));
  return childrenOf(node).some((child) => !(reads && isPartial(child)) && leaks(child));
}

function isPartial(node: Node): boolean {
  return node.type === 'name' && node.name === 'partial';
}

/** `some` and `every` of three values. */
export function compileQuantified(node: NodeOf<'quantified'>, scope: Scope, compiler: Compiler): Code {
  const [loops, inner] = compileLoops(node.iterators, node.body, scope, compiler);
  const body = compiler.code(node.body, inner);
  const decisive = !node.every;
  const site = compiler.site(node.body);
  return (run) => {
    let undecided = false;
    const went = walk(run, loops, 0, () => {
      const value = body(run);
      if (value === decisive) return 'stopped';
      if (value !== !decisive && truth(run, value, site) === null) undecided = true;
      return 'ended';
    });
    if (went === 'none') return null;
    if (went === 'stopped') return decisive;
    return undecided ? null : !decisive;
  };
}

/** Whether a node mentions the element of a filter by name. */
export function mentionsItem(node: Node): boolean {
  return someNode(node, (inner) => inner.type === 'name' && inner.name === 'item');
}
