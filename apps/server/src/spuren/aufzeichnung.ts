import {
  context,
  diag,
  DiagLogLevel,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Span,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { useTracer, type Note, type Tracer } from '@zusteuerung/runtime';
import type { Logger as Pino } from 'pino';

const INSTRUMENT = 'zusteuerung';
const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER };

async function within<T>(span: Span, work: (note: Note) => Promise<T>): Promise<T> {
  const note: Note = (attributes, name) => {
    span.setAttributes(attributes);
    if (name) span.updateName(name);
  };
  try {
    return await work(note);
  } catch (error) {
    // The kind of an error only: its message may quote what people typed.
    span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).name });
    throw error;
  } finally {
    span.end();
  }
}

const tracer: Tracer = {
  run(name, { attributes = {}, kind, parent }, work) {
    const from = parent ? propagation.extract(ROOT_CONTEXT, { traceparent: parent }) : context.active();
    const options = { attributes, kind: kind ? KINDS[kind] : SpanKind.INTERNAL };
    return trace.getTracer(INSTRUMENT).startActiveSpan(name, options, from, (span) => within(span, work));
  },
  current() {
    const carrier: { traceparent?: string } = {};
    propagation.inject(context.active(), carrier);
    return carrier.traceparent ?? null;
  },
};

/** Sends spans to an OTLP collector in batches until stopped; a collector that is away costs spans, nothing else. */
export function recordSpans(endpoint: string, log: Pino): () => Promise<void> {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': INSTRUMENT }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const ignore = () => {};
  const error = () => log.warn({ endpoint }, 'traces: the collector does not take them');
  diag.setLogger(
    { error, warn: ignore, info: ignore, debug: ignore, verbose: ignore },
    { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true },
  );
  provider.register();
  useTracer(tracer);
  return async () => {
    useTracer(null);
    await provider.shutdown().catch(ignore);
    for (const global of [trace, context, propagation, diag]) global.disable();
  };
}
