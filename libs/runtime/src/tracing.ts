export type SpanAttributes = Record<string, string | number>;

export interface SpanDescription {
  /** never personal data, references or addresses */
  attributes?: SpanAttributes;
  /** what it does in the eyes of other processes: answers one, asks one, or takes up what one left */
  kind?: 'server' | 'client' | 'consumer';
  /** the span it belongs to when that is another process's, as a W3C traceparent; else the current one */
  parent?: string | null;
}

/** Adds to a span what is known only later; `name` replaces its name. */
export type Note = (attributes: SpanAttributes, name?: string) => void;

/** What records spans; the runtime knows no library for it. */
export interface Tracer {
  /** Runs `work` as a span. */
  run<T>(name: string, description: SpanDescription, work: (note: Note) => Promise<T>): Promise<T>;
  /** the current span as a W3C traceparent, to be kept with work that goes on elsewhere */
  current(): string | null;
}

let tracer: Tracer | null = null;
const noted: Note = () => {};

/** From here on spans are recorded; null: no longer. */
export function useTracer(next: Tracer | null): void {
  tracer = next;
}

/** Runs `work` as a span when spans are recorded, else just so. */
export function traced<T>(
  name: string,
  description: SpanDescription,
  work: (note: Note) => Promise<T>,
): Promise<T> {
  return tracer ? tracer.run(name, description, work) : work(noted);
}

/** The span that runs now; null when none does or none is recorded. */
export const currentTrace = (): string | null => tracer?.current() ?? null;
