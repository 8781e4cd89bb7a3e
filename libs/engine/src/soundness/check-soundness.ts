import type { Definition, Finding, ProcessDefinition } from '../definition.js';
import { findNode } from '../scenario/choices.js';
import type { Scenario } from '../scenario/format.js';
import { startSubscriptions } from '../subscriptions.js';
import { counterExample } from './counter-example.js';
import { calledProcesses, deadElements, elementsOf } from './coverage.js';
import { Exploration } from './explore.js';
import type { Gap } from './explore.js';
import type { Beginning } from './situation.js';
import { defectsOf } from './verdict.js';
import type { Defect } from './verdict.js';
import { findingOf, reasons } from './words.js';

export interface SoundnessOptions {
  /** moves at most for each process and its ways to begin; default 20,000 */
  budget?: number;
  /** false: looks at all orders of independent events too; default true */
  reduced?: boolean;
}

export interface SoundnessFinding extends Omit<Finding, 'counterExample'> {
  /** the shortest way to it that was found, to be run; null: it is about what never happens */
  counterExample: Scenario | null;
}

export interface Soundness {
  findings: SoundnessFinding[];
  explored: { states: number; moves: number; elements: number; of: number };
  /** all that can happen was looked at, and from everywhere an instance comes to a proper end */
  proved: boolean;
}

/**
 * Explores what can happen in each process with the engine's own step, data left open: conditions come out either way,
 * collections hold two items or none, whatever is waited for may come at any time. Beyond the budget it says so.
 */
export function checkSoundness(definition: Definition, options: SoundnessOptions = {}): Soundness {
  const studies = [...definition.processes.values()].map((process) => study(definition, process, options));
  const activated = new Set(
    studies.flatMap(({ explorations }) => explorations.flatMap((each) => [...each.activated])),
  );
  const called = calledProcesses(definition);
  const findings = studies.flatMap((each) => judge(definition, each, activated, called));
  const explorations = studies.flatMap((each) => each.explorations);
  const elements = new Set(studies.flatMap(({ process }) => elementsOf(process).map(({ id }) => id)));
  return {
    findings: unique(findings),
    explored: {
      states: explorations.reduce((sum, { points }) => sum + points.length, 0),
      moves: explorations.reduce((sum, { moves }) => sum + moves, 0),
      elements: [...elements].filter((id) => activated.has(id)).length,
      of: elements.size,
    },
    proved: findings.every(({ code }) => harmless.has(code)),
  };
}

/** Superfluous, but no instance suffers from it. */
const harmless = new Set(['DEAD_ELEMENT', 'UNSATISFIABLE_RECEIVE']);

interface Study {
  process: ProcessDefinition;
  explorations: Exploration[];
  defects: { defect: Defect; beginning: Beginning }[];
  gaps: Set<Gap>;
}

function study(definition: Definition, process: ProcessDefinition, options: SoundnessOptions): Study {
  const { budget = 20_000, reduced = true } = options;
  const begun = beginnings(definition, process);
  const explorations = begun.map((beginning) => new Exploration(definition, beginning, { budget, reduced }));
  const gaps = new Set(explorations.flatMap((exploration) => [...exploration.gaps]));
  const defects = all(definition, explorations);
  if (defects.length === 0 || !reduced) return { process, explorations, defects, gaps };
  // Leaving out orders leaves out short ways too, and what comes after a defect.
  const thorough = begun.map(
    (beginning) => new Exploration(definition, beginning, { budget: budget / 4, reduced: false }),
  );
  return { process, explorations, defects: shortest([...all(definition, thorough), ...defects]), gaps };
}

function all(definition: Definition, explorations: Exploration[]): Study['defects'] {
  return explorations.flatMap((exploration) =>
    defectsOf(exploration, (id) => findNode(definition, id)).map((defect) => ({
      defect,
      beginning: exploration.beginning,
    })),
  );
}

function shortest(defects: Study['defects']): Study['defects'] {
  const best = new Map<string, Study['defects'][number]>();
  for (const each of defects) {
    const key = `${each.defect.code} ${each.defect.element}`;
    const other = best.get(key);
    if (!other || each.defect.path.length < other.defect.path.length) best.set(key, each);
  }
  return [...best.values()];
}

/** The ways an instance can begin: without trigger, or by whatever starts one from outside. */
function beginnings(definition: Definition, { id, root }: ProcessDefinition): Beginning[] {
  const [first] = root.entries;
  const plain = first && first.source.definitions.length === 0 ? [{ process: id }] : [];
  const triggered = startSubscriptions(definition).filter(({ process }) => process === id);
  return [
    ...plain,
    ...triggered.map(({ process, startEvent, definition: index }) => ({
      process,
      startEvent,
      definition: index,
    })),
  ];
}

function judge(
  definition: Definition,
  { process, explorations, defects, gaps }: Study,
  activated: ReadonlySet<string>,
  called: ReadonlySet<string>,
): SoundnessFinding[] {
  const relevant = defects.filter(
    ({ defect }) => defect.code !== 'UNCAUGHT_ERROR' || !called.has(process.id),
  );
  const found = relevant.map(({ defect, beginning }) => ({
    ...findingOf(defect.code, named(definition, defect.element)),
    counterExample: counterExample(definition, defect, beginning),
  }));
  if (explorations.length === 0) return found;
  const complete =
    gaps.size === 0 && explorations.every(({ points }) => points.every(({ expanded }) => expanded));
  if (!complete && found.some(({ severity }) => severity === 'error')) return found;
  if (!complete) return [...found, notProved(process, explorations, gaps)];
  const explained = new Set(found.map(({ elementId }) => elementId));
  const dead = deadElements(process, activated).filter(({ element }) => !explained.has(element));
  return [
    ...found,
    ...dead.map(({ element, catches }) => ({
      ...findingOf(catches ? 'UNSATISFIABLE_RECEIVE' : 'DEAD_ELEMENT', named(definition, element)),
      counterExample: null,
    })),
  ];
}

function notProved(
  process: ProcessDefinition,
  explorations: Exploration[],
  gaps: Set<Gap>,
): SoundnessFinding {
  const elements = elementsOf(process);
  const reached = new Set(explorations.flatMap(({ activated }) => [...activated]));
  const [gap = 'budget'] = gaps;
  const states = explorations.reduce((sum, { points }) => sum + points.length, 0);
  const count = elements.filter(({ id }) => reached.has(id)).length;
  const values = { reason: reasons[gap], states, reached: count, elements: elements.length };
  return { ...findingOf('NOT_PROVED', process, values), counterExample: null };
}

function named(definition: Definition, id: string): { id: string; name: string | null } {
  return findNode(definition, id) ?? { id, name: null };
}

function unique(findings: SoundnessFinding[]): SoundnessFinding[] {
  const first = new Map<string, SoundnessFinding>();
  for (const each of findings) {
    const key = `${each.code} ${each.elementId}`;
    if (!first.has(key)) first.set(key, each);
  }
  return [...first.values()];
}
