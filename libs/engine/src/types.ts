/** The vocabulary of the engine: what goes into a step and what comes out. Everything is plain JSON. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Variables = Record<string, Json>;

/** What the outside world asks of an instance. Keys are those of the effects that opened the wait state. */
export type Command =
  | {
      type: 'start';
      process: string;
      /** id of the start event, instantiating receive task or event behind an instantiating gateway; default: the none start event */
      startEvent?: string;
      /** which of its event definitions happened, from 0; default: the first */
      definition?: number;
      variables?: Variables;
    }
  | { type: 'complete'; key: string; variables?: Variables }
  | { type: 'fail'; key: string; message: string }
  | { type: 'throwError'; key: string; code: string; message?: string; variables?: Variables }
  | { type: 'throwEscalation'; key: string; code: string; variables?: Variables }
  | { type: 'timer'; key: string }
  | { type: 'message'; key: string; variables?: Variables }
  | { type: 'signal'; name: string; variables?: Variables }
  | { type: 'cancel'; reason: string }
  | { type: 'retry'; key: string; variables?: Variables }
  /** writes variables of the instance, or with the key of a token those local to its activity */
  | { type: 'updateVariables'; key?: string; variables: Variables }
  /** moves tokens by hand: begins before (default) or after elements, then ends the tokens with these keys */
  | {
      type: 'modify';
      reason?: string;
      cancel?: string[];
      start?: {
        element: string;
        position?: 'before' | 'after';
        /** key of the scope, where several hold the element */
        scope?: string;
        variables?: Variables;
      }[];
    };

/** Time comes in with the command, never from a clock: an ISO 8601 instant. */
export interface Stamp {
  now: string;
}

interface EffectOf<T extends string> {
  type: T;
  /** unique within the instance, never reused */
  key: string;
  elementId: string;
}

/** What the host must do after (durably: together with) saving the new state. */
export type Effect =
  | (EffectOf<'openUserTask'> & {
      name: string;
      form: string | null;
      assignee: string | null;
      candidateGroups: string[];
      candidateUsers: string[];
      dueDate: string | null;
      followUpDate: string | null;
      headers: Record<string, string>;
      /** variables local to the task (its input mappings) */
      variables: Variables;
    })
  | (EffectOf<'closeUserTask'> & { reason: 'completed' | 'cancelled' })
  | (EffectOf<'openJob'> & {
      jobType: string;
      retries: number;
      headers: Record<string, string>;
      /** all variables visible at the element */
      variables: Variables;
    })
  | (EffectOf<'closeJob'> & { reason: 'completed' | 'cancelled' })
  | (EffectOf<'openTimer'> & { dueAt: string })
  | (EffectOf<'closeTimer'> & { reason: 'completed' | 'cancelled' })
  | (EffectOf<'openSubscription'> & { message: string; correlationKey: string | null })
  | (EffectOf<'closeSubscription'> & { reason: 'completed' | 'cancelled' })
  | (EffectOf<'openSignal'> & { signal: string })
  | (EffectOf<'closeSignal'> & { reason: 'completed' | 'cancelled' })
  /** hand the message to those who wait for it, start what it starts, keep it for `timeToLive` (ISO 8601) otherwise */
  | (EffectOf<'publishMessage'> & {
      message: string;
      correlationKey: string | null;
      timeToLive: string;
      variables: Variables;
    })
  /** tell all other instances that wait for the signal, and start what it starts; the own instance has heard it */
  | (EffectOf<'throwSignal'> & { signal: string; variables: Variables });

/** What happened, in order; the host appends it to the event log. */
export interface EngineEvent {
  type:
    | 'instanceStarted'
    | 'instanceCompleted'
    | 'instanceTerminated'
    | 'instanceModified'
    | 'instanceMigrated'
    | 'elementActivated'
    | 'elementCompleted'
    | 'elementTerminated'
    | 'flowTaken'
    | 'variablesChanged'
    | 'decisionEvaluated'
    | 'errorThrown'
    | 'escalationThrown'
    | 'signalThrown'
    | 'messageThrown'
    | 'compensationThrown'
    | 'incidentRaised'
    | 'incidentResolved';
  /** BPMN id of flow node, sequence flow or process */
  elementId: string;
  /** key of the token or wait state, where there is one */
  key?: string;
  /** zeebe:properties of the element, when it has any (documented names, see ARCHITECTURE.md) */
  properties?: Record<string, string>;
  /** variables written, decision explanation, incident code … */
  data?: Json;
}

export type InstanceStatus = 'active' | 'completed' | 'terminated' | 'incident';

/** A refusal caused by the caller or the model; never thrown. */
export interface Problem {
  code: string;
  elementId?: string;
  message: { de: string; en: string };
}

/** Where a token stands and what it waits for. */
export interface Position {
  elementId: string;
  elementName: string | null;
  elementType: string;
  since: string;
  /** of the wait state, the incident or the token: what a command about this position names */
  key: string;
  /** key of the token, to move it or to write variables local to its activity */
  token: string;
  waitingFor:
    'userTask' | 'job' | 'timer' | 'message' | 'signal' | 'condition' | 'join' | 'children' | 'incident';
  /** due date of a timer, name of a message, code of an incident */
  detail: string | null;
}
