import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { readBpmn } from '@zusteuerung/bpmn';
import type { Finding } from '@zusteuerung/engine';
import type { PackageFile } from '../types.js';
import type { ElementExtensions } from './model-elements.js';

export type ModelJob =
  | { kind: 'check'; files: PackageFile[] }
  | { kind: 'read'; xml: string }
  | { kind: 'extensions'; xml: string };

export interface ModelProcessOptions {
  /** milliseconds for one job */
  limit: number;
  /** the program it runs */
  entry: URL;
}

type Failure = 'PARSE_TIMEOUT' | 'PARSE_CRASHED';
type Reply = { result: unknown } | { error: string };

const idle = 60_000;
/** megabytes */
const memory = 512;

// Another process knows nothing of the tests' compiler: there it runs what scripts/compile.mjs has compiled.
const compiled = import.meta.url.endsWith('.ts')
  ? '../../dist/definitions/model-program.js'
  : './model-program.js';

/**
 * Reads and checks models in a process of its own, one after the other, so that no model stops this one from
 * answering. A job that takes too long, or that the other process does not survive, is answered with a finding.
 * A thread would not do: one that runs out of memory may take its whole process along.
 */
export class ModelProcess {
  private readonly options: ModelProcessOptions;
  private child: ChildProcess | null = null;
  private settle: (reply: Reply | Failure) => void = () => undefined;
  private last: Promise<unknown> = Promise.resolve();
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(options: Partial<ModelProcessOptions> = {}) {
    this.options = { limit: 30_000, entry: new URL(compiled, import.meta.url), ...options };
  }

  /** The findings of a package. */
  async check(files: PackageFile[]): Promise<Finding[]> {
    const reply = await this.queue({ kind: 'check', files });
    return typeof reply === 'string' ? [this.aborted(reply)] : (reply.result as Finding[]);
  }

  /** A model that was checked before. */
  async read(xml: string): ReturnType<typeof readBpmn> {
    const reply = await this.queue({ kind: 'read', xml });
    if (typeof reply === 'string') return { model: null, findings: [this.aborted(reply)] };
    return reply.result as Awaited<ReturnType<typeof readBpmn>>;
  }

  /** What the elements of a model name; nothing when the model can't be read. */
  async extensions(xml: string): Promise<ElementExtensions[]> {
    const reply = await this.queue({ kind: 'extensions', xml });
    return typeof reply === 'string' ? [] : (reply.result as ElementExtensions[]);
  }

  /** Ends the other process; the next job starts another. */
  async stop(): Promise<void> {
    clearTimeout(this.idleTimer);
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.ref();
    child.kill('SIGKILL');
    await ended;
  }

  private queue(job: ModelJob): Promise<{ result: unknown } | Failure> {
    const turn = this.last.then(() => this.run(job));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async run(job: ModelJob): Promise<{ result: unknown } | Failure> {
    clearTimeout(this.idleTimer);
    const child = (this.child ??= this.start());
    const reply = await new Promise<Reply | Failure>((resolve) => {
      const timer = setTimeout(() => resolve('PARSE_TIMEOUT'), this.options.limit);
      this.settle = (settled) => {
        clearTimeout(timer);
        resolve(settled);
      };
      child.send(job);
    });
    if (typeof reply === 'string') await this.stop();
    else this.idleTimer = setTimeout(() => void this.stop(), idle).unref();
    if (typeof reply !== 'string' && 'error' in reply) throw new Error(reply.error);
    return reply;
  }

  /** A new process without our secrets in its environment; it keeps this one not alive. */
  private start(): ChildProcess {
    const child = fork(this.options.entry, {
      execArgv: [`--max-old-space-size=${memory}`],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // One that was given up may still report its end while the next one works.
    const settle = (reply: Reply | Failure) => {
      if (this.child === child) this.settle(reply);
    };
    child.on('message', (reply: Reply) => settle(reply));
    child.on('error', () => settle('PARSE_CRASHED'));
    child.on('exit', () => settle('PARSE_CRASHED'));
    child.unref();
    child.channel?.unref();
    return child;
  }

  private aborted(code: Failure): Finding {
    const seconds = this.options.limit / 1000;
    const timeout = {
      de: `Die Prüfung dauerte länger als ${seconds} Sekunden und wurde abgebrochen.`,
      en: `The check took longer than ${seconds} seconds and was stopped.`,
    };
    const crash = {
      de: 'Die Prüfung brach ab; vermutlich sind die Modelle zu groß.',
      en: 'The check broke off; the models are probably too large.',
    };
    return { code, severity: 'error', message: code === 'PARSE_TIMEOUT' ? timeout : crash };
  }
}
