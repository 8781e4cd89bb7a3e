import { In } from 'typeorm';
import { UserTask } from '../entities/work.js';
import { seesAllCases } from '../migrations/policies.js';
import { mostCounted, type TaskPage, type TaskQuery, type Transaction } from '../types.js';

interface Cursor {
  at: string;
  id: string;
}

interface Page {
  tasks: UserTask[];
  more: boolean;
}

const orders = {
  /** oldest first: what waits longest comes first */
  open: { column: 'createdAt', direction: 'ASC', comparison: '>' },
  mine: { column: 'createdAt', direction: 'ASC', comparison: '>' },
  /** newest first */
  completed: { column: 'completedAt', direction: 'DESC', comparison: '<' },
} as const;

/** One page of an inbox; keyset paging, so a page costs the same wherever it lies and however many tasks there are. */
export async function listTasks(tx: Transaction, query: TaskQuery): Promise<TaskPage> {
  const limit = Math.min(Math.max(query.limit ?? 50, 1), 200);
  const cursor = query.cursor ? readCursor(query.cursor) : null;
  // What is claimed by one person, or belongs to one case, is little.
  const few = query.filter === 'mine' || query.instanceId !== undefined;
  const [total, { tasks, more }] = few
    ? [await selecting(tx, query).getCount(), await readFew(tx, query, limit, cursor)]
    : [await countEntries(tx, query), await readEntries(tx, query, limit, cursor)];
  const last = tasks.at(-1);
  const next = more && last ? writeCursor(last, orders[query.filter].column) : null;
  return { tasks, next, total: Math.min(total, mostCounted), totalIsMore: total > mostCounted };
}

function selecting(tx: Transaction, query: TaskQuery) {
  const matching = tx
    .getRepository(UserTask)
    .createQueryBuilder('task')
    .where('task.tenantId = :tenant', { tenant: query.tenant })
    .andWhere('task.status = :status', { status: query.filter === 'completed' ? 'completed' : 'open' })
    .andWhere(
      '(task.candidateGroups && :groups::text[] OR :actor = ANY(task.candidateUsers) OR task.claimedBy = :actor)',
      { groups: query.groups, actor: query.actor },
    );
  if (query.filter === 'mine') matching.andWhere('task.claimedBy = :actor');
  if (query.instanceId) matching.andWhere('task.instanceId = :instanceId', { instanceId: query.instanceId });
  return matching;
}

async function readFew(
  tx: Transaction,
  query: TaskQuery,
  limit: number,
  cursor: Cursor | null,
): Promise<Page> {
  const { column, direction, comparison } = orders[query.filter];
  const matching = selecting(tx, query);
  if (cursor)
    matching.andWhere(`(task.${column}, task.id) ${comparison} (:at::timestamptz, :id::uuid)`, cursor);
  const rows = await matching
    .orderBy(`task.${column}`, direction)
    .addOrderBy('task.id', direction)
    .limit(limit + 1)
    .getMany();
  return { tasks: rows.slice(0, limit), more: rows.length > limit };
}

/**
 * The first entries of each of the person's groups, of what names them and of what they claimed: $1 tenant, $2 groups,
 * $3 account, $4 how many of each. Entries of organisations that take no part stay unread unless all cases are seen.
 */
function entries(filter: 'open' | 'completed', after = ''): string {
  const { direction } = orders[filter];
  const claimed = `UNION ALL
    (SELECT t.created_at, t.id FROM user_task t
     WHERE t.tenant_id = $1 AND t.claimed_by = $3 AND t.status = 'open' ${after.replace('at, task_id', 'created_at, id')}
     ORDER BY 1, 2 LIMIT $4)`;
  return `
    SELECT e.at, e.task_id FROM (
      SELECT 'group' AS kind, holder, visible FROM unnest($2::text[]) AS holder, (VALUES (true), (false)) v(visible)
      WHERE visible OR ${seesAllCases}
      UNION ALL SELECT 'user', $3::text, true
    ) mine CROSS JOIN LATERAL (
      SELECT i.at, i.task_id FROM inbox_entry i
      WHERE i.tenant_id = $1 AND i.kind = mine.kind AND i.holder = mine.holder AND i.status = '${filter}'
        AND i.visible = mine.visible ${after}
      ORDER BY i.at ${direction}, i.task_id ${direction} LIMIT $4
    ) e ${filter === 'open' ? claimed : ''}`;
}

async function countEntries(tx: Transaction, { tenant, groups, actor, filter }: TaskQuery): Promise<number> {
  const status = filter === 'completed' ? 'completed' : 'open';
  const [row] = await tx.query<{ n: number }[]>(
    `SELECT count(DISTINCT task_id)::int AS n FROM (${entries(status)}) e`,
    [tenant, groups, actor, mostCounted + 1],
  );
  return row?.n ?? 0;
}

async function readEntries(
  tx: Transaction,
  { tenant, groups, actor, filter }: TaskQuery,
  limit: number,
  cursor: Cursor | null,
): Promise<Page> {
  const status = filter === 'completed' ? 'completed' : 'open';
  const { direction, comparison, column } = orders[filter];
  const after = cursor ? `AND (at, task_id) ${comparison} ($5::timestamptz, $6::uuid)` : '';
  const found = await tx.query<{ id: string }[]>(
    `SELECT DISTINCT at, task_id AS id FROM (${entries(status, after)}) e
     ORDER BY at ${direction}, id ${direction} LIMIT $4`,
    [tenant, groups, actor, limit + 1, ...(cursor ? [cursor.at, cursor.id] : [])],
  );
  const ids = found.slice(0, limit).map(({ id }) => id);
  const tasks = await tx.find(UserTask, {
    where: { id: In(ids) },
    order: { [column]: direction, id: direction },
  });
  return { tasks, more: found.length > limit };
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
