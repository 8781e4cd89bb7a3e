import { UserTask } from '../entities/work.js';
import type { TaskPage, TaskQuery, Transaction } from '../types.js';

interface Cursor {
  at: string;
  id: string;
}

const orders = {
  /** oldest first: what waits longest comes first */
  open: { column: 'createdAt', direction: 'ASC', comparison: '>' },
  mine: { column: 'createdAt', direction: 'ASC', comparison: '>' },
  /** newest first */
  completed: { column: 'completedAt', direction: 'DESC', comparison: '<' },
} as const;

/** One page of an inbox; keyset paging, so a page costs the same wherever it lies. */
export async function listTasks(tx: Transaction, query: TaskQuery): Promise<TaskPage> {
  const limit = Math.min(Math.max(query.limit ?? 50, 1), 200);
  const order = orders[query.filter];
  const matching = tx
    .getRepository(UserTask)
    .createQueryBuilder('task')
    .where('task.tenantId = :tenant', { tenant: query.tenant })
    .andWhere('task.status = :status', { status: query.filter === 'completed' ? 'completed' : 'open' })
    .andWhere(
      '(task.candidateGroups && :groups::text[] OR :actor = ANY(task.candidateUsers) OR task.claimedBy = :actor)',
      {
        groups: query.groups,
        actor: query.actor,
      },
    );
  if (query.filter === 'mine') matching.andWhere('task.claimedBy = :actor');
  if (query.instanceId) matching.andWhere('task.instanceId = :instanceId', { instanceId: query.instanceId });
  const total = await matching.getCount();
  const cursor = query.cursor ? readCursor(query.cursor) : null;
  if (cursor) {
    matching.andWhere(
      `(task.${order.column}, task.id) ${order.comparison} (:at::timestamptz, :id::uuid)`,
      cursor,
    );
  }
  const rows = await matching
    .orderBy(`task.${order.column}`, order.direction)
    .addOrderBy('task.id', order.direction)
    .limit(limit + 1)
    .getMany();
  const tasks = rows.slice(0, limit);
  const last = tasks.at(-1);
  return { tasks, next: rows.length > limit && last ? writeCursor(last, order.column) : null, total };
}

function writeCursor(task: UserTask, column: 'createdAt' | 'completedAt'): string {
  return Buffer.from(JSON.stringify([task[column], task.id])).toString('base64url');
}

/** A cursor that isn't one of ours counts as none. */
function readCursor(text: string): Cursor | null {
  try {
    const [at, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    const valid =
      typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'string' && uuid.test(id);
    return valid ? { at, id } : null;
  } catch {
    return null;
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
