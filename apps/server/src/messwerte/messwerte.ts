import {
  operatingNumbers,
  type OperatingNumbers,
  type StepNotice,
  type Transaction,
} from '@zusteuerung/runtime';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { DataSource, EntitySubscriberInterface } from 'typeorm';
import type { Betrieb } from '../start/betrieb.js';
import { poolOf } from './pool.js';

/** Numbers that need the database are read at most this often, however often somebody asks. */
const REFRESH_MS = 15_000;
const PENDING = 'zst:messwerte';

type Count = 'gestartet' | 'beendet';
interface Counted {
  what: Count;
  tenant: string;
  process: string;
}

/** Connections that do not wait for each other: for what people ask for, and for what works without being asked. */
type Connections = 'requests' | 'workers';

/** The metrics of a process. Labels name municipalities, processes and routes, never a case or a person. */
export class Messwerte {
  readonly registry = new Registry();
  private readonly seconds: Histogram<'method' | 'route' | 'status'>;
  private readonly counters: Record<Count, Counter<'tenant' | 'process'>>;
  private readonly refused: Counter<'status' | 'route'>;
  private numbers: OperatingNumbers | null = null;
  private reading: Promise<void> | null = null;
  private readAt = 0;
  private queueCounts: (() => Promise<Record<string, number>>) | null = null;
  private readonly pools: [Connections, () => Record<string, number>][] = [];

  constructor(private readonly betrieb: Betrieb) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.seconds = new Histogram({
      name: 'zst_http_request_duration_seconds',
      help: 'Dauer der Anfragen nach Route',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
    const counter = (name: string, help: string) =>
      new Counter({ name, help, labelNames: ['tenant', 'process'] as const, registers });
    this.counters = {
      gestartet: counter('zst_instances_started_total', 'Von diesem Prozess begonnene Vorgänge'),
      beendet: counter('zst_instances_completed_total', 'Von diesem Prozess zu Ende gebrachte Vorgänge'),
    };
    this.refused = new Counter({
      name: 'zst_refused_total',
      help: 'Abgewiesene Anfragen: nicht angemeldet, kein Recht, nicht vorhanden oder nicht für diese Person',
      labelNames: ['status', 'route'],
      registers,
    });
    betrieb.processes.onStep(async (tx, notice) => remember(tx, notice));
    this.watchConnections('requests', betrieb.database.dataSource);
    this.addGauges();
  }

  /** Takes the time of an answered request; `route` is the template, never an address. */
  observeRequest(method: string, route: string, status: number, seconds: number): void {
    this.seconds.observe({ method, route, status: String(status) }, seconds);
  }

  /** Counts a request that was refused (401, 403, 404 of a thing). */
  countAbweisung(status: number, route: string): void {
    this.refused.inc({ status: String(status), route });
  }

  /** From a worker on, the metrics tell how full the queue is. */
  watchQueue(counts: () => Promise<Record<string, number>>): void {
    this.queueCounts = counts;
  }

  /** In Prometheus' text format. A database that is away costs its numbers (and zst_database_up), not the answer. */
  async text(): Promise<string> {
    if (Date.now() - this.readAt >= REFRESH_MS) await (this.reading ??= this.read());
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  private async read(): Promise<void> {
    try {
      this.numbers = await operatingNumbers(this.betrieb.database.url);
    } catch {
      this.numbers = null;
    }
    this.readAt = Date.now();
    this.reading = null;
  }

  /**
   * From now on the metrics tell how these connections are used and count the steps on them: once they are committed, as
   * what is rolled back or tried again did not happen.
   */
  watchConnections(pool: Connections, dataSource: DataSource): void {
    const subscriber: EntitySubscriberInterface = {
      afterTransactionCommit: ({ queryRunner }) => {
        const counted = (queryRunner.data[PENDING] ?? []) as Counted[];
        delete queryRunner.data[PENDING];
        for (const { what, tenant, process } of counted) this.counters[what].inc({ tenant, process });
      },
      afterTransactionRollback: ({ queryRunner }) => void delete queryRunner.data[PENDING],
    };
    dataSource.subscribers.push(subscriber);
    this.pools.push([pool, poolOf(dataSource)]);
  }

  private addGauges(): void {
    this.gauge('zst_database_up', 'Ob die Datenbank antwortet', () => (this.numbers ? 1 : 0));
    this.gauge('zst_timers_due', 'Fällige Fristen', () => this.numbers?.timers.due);
    this.gauge(
      'zst_timer_lateness_seconds',
      'Wie lange die älteste fällige Frist überfällig ist',
      () => this.numbers?.timers.oldestSeconds,
    );
    this.gauge('zst_outbox_waiting', 'Fällige ausgehende Arbeit', () => this.numbers?.outbox.waiting);
    this.gauge(
      'zst_outbox_lag_seconds',
      'Wie lange die älteste fällige ausgehende Arbeit wartet',
      () => this.numbers?.outbox.oldestSeconds,
    );
    this.gauge(
      'zst_outbox_dead',
      'Endgültig gescheiterte ausgehende Arbeit',
      () => this.numbers?.outbox.dead,
    );
    this.perTenant('zst_tasks_open', 'Offene Aufgaben', ({ tasks }) =>
      tasks.map((one) => [one.tenant, one.open]),
    );
    this.perTenant('zst_tasks_overdue', 'Überfällige Aufgaben', ({ tasks }) =>
      tasks.map((one) => [one.tenant, one.overdue]),
    );
    this.perTenant('zst_incidents', 'Vorgänge mit Störung', ({ incidents }) =>
      incidents.map((one) => [one.tenant, one.count]),
    );
    this.addConnections();
    this.addQueue();
  }

  private gauge(name: string, help: string, value: () => number | undefined): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        const now = value();
        if (now === undefined) this.remove();
        else this.set(now);
      },
    });
  }

  private perTenant(
    name: string,
    help: string,
    rows: (numbers: OperatingNumbers) => [string, number][],
  ): void {
    const read = () => (this.numbers ? rows(this.numbers) : []);
    new Gauge({
      name,
      help,
      labelNames: ['tenant'],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [tenant, count] of read()) this.set({ tenant }, count);
      },
    });
  }

  private addConnections(): void {
    const { pools } = this;
    new Gauge({
      name: 'zst_database_connections',
      help: 'Verbindungen zur Datenbank',
      labelNames: ['pool', 'state'],
      registers: [this.registry],
      collect() {
        for (const [pool, counts] of pools)
          for (const [state, count] of Object.entries(counts())) this.set({ pool, state }, count);
      },
    });
  }

  private addQueue(): void {
    const counts = async (): Promise<Record<string, number>> => this.queueCounts?.() ?? {};
    new Gauge({
      name: 'zst_queue_jobs',
      help: 'Arbeit in der Warteschlange',
      labelNames: ['state'],
      registers: [this.registry],
      async collect() {
        this.reset();
        const now = await counts().catch(() => ({}));
        for (const [state, count] of Object.entries(now)) this.set({ state }, count);
      },
    });
  }
}

function remember(tx: Transaction, { command, instance }: StepNotice): void {
  const { tenantId: tenant, processId: process, status } = instance;
  const whats: Count[] = [
    ...(command.type === 'start' ? (['gestartet'] as const) : []),
    ...(status === 'completed' || status === 'terminated' ? (['beendet'] as const) : []),
  ];
  const data = tx.queryRunner?.data as Record<string, unknown> | undefined;
  if (!data || whats.length === 0) return;
  const counted = (data[PENDING] ??= []) as Counted[];
  for (const what of whats) counted.push({ what, tenant, process });
}
