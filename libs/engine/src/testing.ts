import { readBpmn } from '@zusteuerung/bpmn';
import type { BpmnModel } from '@zusteuerung/bpmn';
import { build } from './compile/compile.js';
import type { Definition } from './definition.js';
import { rootVariables } from './explain.js';
import type { InstanceState, Wait } from './state.js';
import { step } from './step.js';
import type { Command, Effect, EngineEvent, Json, Variables } from './types.js';

/** For tests: a model of process `P` with the given content, and what stands beside it. */
export async function modelOf(content: string, beside = ''): Promise<BpmnModel> {
  const xml = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="D" targetNamespace="t">${beside}<bpmn:process id="P" isExecutable="true">${content}</bpmn:process></bpmn:definitions>`;
  const { model, findings } = await readBpmn(xml);
  if (!model) throw new Error(JSON.stringify(findings));
  return model;
}

/** For tests: that model compiled, sound or not. */
export async function definitionOf(content: string, beside = ''): Promise<Definition> {
  const { definition, findings } = build({ models: [await modelOf(content, beside)], decisions: [] });
  if (!definition) throw new Error(JSON.stringify(findings));
  return definition;
}

/** For tests: sequence flows through the given elements. */
export function chain(...ids: string[]): string {
  return ids
    .slice(1)
    .map(
      (id, index) =>
        `<bpmn:sequenceFlow id="${ids[index]}_${id}" sourceRef="${ids[index]}" targetRef="${id}" />`,
    )
    .join('');
}

export const extended = (inner: string) => `<bpmn:extensionElements>${inner}</bpmn:extensionElements>`;
export const userTask = (id: string, extension = '', content = '') =>
  `<bpmn:userTask id="${id}">${extended(`<zeebe:userTask />${extension}`)}${content}</bpmn:userTask>`;
export const mapping = (inner: string) => `<zeebe:ioMapping>${inner}</zeebe:ioMapping>`;
export const each = (attributes: string, sequential = false) =>
  `<bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}">${extended(`<zeebe:loopCharacteristics inputCollection="=liste" inputElement="x" ${attributes} />`)}</bpmn:multiInstanceLoopCharacteristics>`;
export const timer = (kind: 'timeDate' | 'timeDuration' | 'timeCycle', value: string) =>
  `<bpmn:timerEventDefinition><bpmn:${kind}>${value}</bpmn:${kind}></bpmn:timerEventDefinition>`;

/** For tests: one instance of `P`, driven by element ids. */
export class Play {
  state: InstanceState;
  now = '2026-03-02T09:00:00+01:00';
  readonly events: EngineEvent[] = [];
  readonly effects: Effect[] = [];

  constructor(
    readonly definition: Definition,
    variables: Variables = {},
    private readonly budget = 10_000,
  ) {
    this.state = this.note(null, { type: 'start', process: 'P', variables });
  }

  /** Fires the nth open wait state of an element, whatever it waits for. */
  fire(element: string, variables: Variables = {}, nth = 0): this {
    const { key, kind } = this.wait(element, nth);
    if (kind === 'timer') return this.do({ type: 'timer', key });
    return this.do({ type: kind === 'message' ? 'message' : 'complete', key, variables });
  }

  do(command: Command): this {
    this.state = this.note(this.state, command);
    return this;
  }

  retry(variables: Variables = {}): this {
    const [incident] = this.incidents;
    return this.do({ type: 'retry', key: incident?.key ?? '', variables });
  }

  wait(element: string, nth = 0): Wait {
    const wait = Object.values(this.state.waits).filter((each) => each.element === element)[nth];
    if (!wait) throw new Error(`nothing waits at ${element}: ${this.waiting.join(', ')}`);
    return wait;
  }

  get waiting(): string[] {
    return Object.values(this.state.waits).map(({ element }) => element);
  }

  get incidents() {
    return Object.values(this.state.tokens).flatMap(({ incident }) => incident ?? []);
  }

  get variables(): Record<string, Json> {
    return rootVariables(this.state);
  }

  /** Elements of all events of a type, in order. */
  seen(type: EngineEvent['type']): string[] {
    return this.events.filter((event) => event.type === type).map(({ elementId }) => elementId);
  }

  private note(state: InstanceState | null, command: Command): InstanceState {
    const result = step(this.definition, state, command, { now: this.now }, { budget: this.budget });
    if (result.problem) throw new Error(result.problem.code);
    this.events.push(...result.events);
    this.effects.push(...result.effects);
    return result.state;
  }
}
