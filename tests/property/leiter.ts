import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readBpmn } from '@zusteuerung/bpmn';
import { compile, rootVariables, step } from '@zusteuerung/engine';
import type {
  Command,
  Definition,
  Effect,
  EngineEvent,
  InstanceState,
  Json,
  Variables,
} from '@zusteuerung/engine';
import { readForm, validateAnswers, type Field, type Form } from '@zusteuerung/forms';

type OpenTask = Extract<Effect, { type: 'openUserTask' }>;
type OpenJob = Extract<Effect, { type: 'openJob' }>;

/** The ladder of a municipality, as deployed: models, forms and constants of its folder. */
export interface Leiter {
  definition: Definition;
  forms: Map<string, Form>;
  formular: Form;
  konstanten: Variables;
  meldendeGruppen: string[];
}

export async function readLeiter(kommune: string): Promise<Leiter> {
  const folder = join(process.cwd(), 'processes', kommune);
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const profile = JSON.parse(text('kommune.json')) as {
    anliegen: { formular: string };
    fristen: Variables;
    parameter: Variables;
    organisationen: { id: string; art: string }[];
  };
  const { model, findings } = await readBpmn(text('eskalation.bpmn'));
  const { definition } = compile({ models: model ? [model] : [], decisions: [] });
  if (!definition) throw new Error(JSON.stringify(findings));
  const forms = new Map<string, Form>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.form'))) {
    const { form } = readForm(text(file));
    if (form) forms.set(form.id, form);
  }
  const formular = forms.get(profile.anliegen.formular);
  if (!formular || !existsSync(folder)) throw new Error(`no form of the ladder in ${kommune}`);
  return {
    definition,
    forms,
    formular,
    konstanten: { fristen: profile.fristen, parameter: profile.parameter },
    meldendeGruppen: profile.organisationen
      .filter(({ art }) => art === 'traeger')
      .map(({ id }) => `${id}:case_management`),
  };
}

/** Numbers from a generator, used up and begun again. */
export class Wuerfel {
  private next = 0;

  constructor(private readonly numbers: readonly number[]) {}

  below(limit: number): number {
    return (this.numbers[this.next++ % this.numbers.length] ?? 0) % limit;
  }

  one<T>(list: readonly T[]): T {
    const found = list[this.below(list.length)];
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  }
}

/** Answers that the form accepts, chosen at random among its options. */
export function randomAnswers(form: Form, wuerfel: Wuerfel): Variables {
  const answers: Variables = {};
  const fill = (fields: readonly Field[]): void => {
    for (const field of fields) {
      if (field.key !== null && !field.readonly) answers[field.key] = valueOf(field, wuerfel);
      fill(field.fields);
    }
  };
  fill(form.fields);
  const { answers: accepted, problems } = validateAnswers(form, answers);
  if (problems.length > 0) throw new Error(`${form.id}: ${JSON.stringify(problems)}`);
  return accepted;
}

function valueOf(field: Field, wuerfel: Wuerfel): Json {
  const options = field.options.map(({ value }) => value);
  switch (field.type) {
    case 'radio':
    case 'select':
      return wuerfel.one(options);
    case 'checklist': {
      const chosen = options.filter(() => wuerfel.below(2) === 0);
      return chosen.length > 0 ? chosen : [wuerfel.one(options)];
    }
    case 'checkbox':
      return true;
    case 'number':
      return (field.limits.min ?? 0) + wuerfel.below(3);
    case 'datetime':
      return '2026-03-05';
    default:
      return `Text ${wuerfel.below(100)}`;
  }
}

/** What a step on the ladder did: who acted how, and the level before and after. */
export interface Schritt {
  art: 'start' | 'aufgabe' | 'frist';
  element: string;
  antworten: Variables;
  vorher: string | null;
  nachher: string | null;
  variablen: Variables;
  effekte: Effect[];
  ereignisse: EngineEvent[];
}

/** One Anliegen on its way; jobs answer at once, people and deadlines act as the dice say. */
export class Gang {
  readonly schritte: Schritt[] = [];
  readonly auftraege: OpenJob[] = [];
  readonly meldendeGruppe: string;
  readonly anliegen: Variables;
  state: InstanceState | null = null;
  stufe: string | null = null;
  private open: OpenTask[] = [];
  private now = '2026-03-02T09:00:00+01:00';

  constructor(
    private readonly leiter: Leiter,
    private readonly wuerfel: Wuerfel,
  ) {
    this.meldendeGruppe = wuerfel.one(leiter.meldendeGruppen);
    const kopf = { id: 'a-1', referenz: 'TST-2026-23456A', meldende_gruppe: this.meldendeGruppe };
    const antworten = randomAnswers(leiter.formular, wuerfel);
    // By chance alone hardly an Anliegen would be local.
    if ('kreisweite_akteure' in antworten && wuerfel.below(2) === 0)
      antworten['kreisweite_akteure'] = ['keine'];
    this.anliegen = { ...antworten, ...kopf };
    const variables = { ...leiter.konstanten, anliegen: this.anliegen };
    this.act('start', 'Start', { type: 'start', process: 'eskalation', variables }, {});
  }

  get status() {
    return this.state?.status;
  }

  get aufgaben(): readonly OpenTask[] {
    return this.open;
  }

  /** Goes on until the end; `visit` sees the state after each step. */
  walk(visit: (gang: Gang) => void = () => undefined, limit = 300): this {
    visit(this);
    for (let round = 0; round < limit && this.status === 'active'; round += 1) {
      this.next(round);
      visit(this);
    }
    return this;
  }

  private next(round: number): void {
    const timers = Object.values(this.state?.waits ?? {}).filter(({ kind }) => kind === 'timer');
    if (timers.length > 0 && this.wuerfel.below(5) === 0) {
      const timer = this.wuerfel.one(timers);
      this.act('frist', timer.element, { type: 'timer', key: timer.key }, {});
      return;
    }
    const task = this.wuerfel.one(this.open);
    const form = this.leiter.forms.get(task.form ?? '');
    if (!form) throw new Error(`${task.elementId} has no form`);
    const variables = randomAnswers(form, this.wuerfel);
    // Bodies may postpone for ever; the walk must not.
    if (round > 60 && ['vertagen', 'zurueckverweisen'].includes(String(variables['beschluss'])))
      variables['beschluss'] = 'annehmen';
    this.act('aufgabe', task.elementId, { type: 'complete', key: task.key, variables }, variables);
  }

  private act(art: Schritt['art'], element: string, command: Command, antworten: Variables): void {
    const before = this.stufe;
    const effekte: Effect[] = [];
    const ereignisse: EngineEvent[] = [];
    for (const queue: Command[] = [command]; queue.length > 0;) {
      const result = step(this.leiter.definition, this.state, queue.shift()!, { now: this.now });
      if (result.problem) throw new Error(result.problem.code);
      this.state = result.state;
      effekte.push(...result.effects);
      ereignisse.push(...result.events);
      for (const effect of result.effects)
        if (effect.type === 'openJob') {
          this.auftraege.push(effect);
          queue.push({ type: 'complete', key: effect.key, variables: {} });
        }
    }
    for (const { properties } of ereignisse) this.stufe = properties?.['stufe'] ?? this.stufe;
    const opened = effekte.filter((effect) => effect.type === 'openUserTask');
    const closed = new Set(effekte.filter(({ type }) => type === 'closeUserTask').map(({ key }) => key));
    this.open = [...this.open, ...opened].filter(({ key }) => !closed.has(key));
    const variablen = this.state ? rootVariables(this.state) : {};
    this.schritte.push({
      art,
      element,
      antworten,
      vorher: before,
      nachher: this.stufe,
      variablen,
      effekte,
      ereignisse,
    });
  }
}
