import type { DataSource } from 'typeorm';

interface Pool {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
}

/** How the connections to the database are used: by whom they are held, and how many wait for one. */
export function poolOf({ driver }: DataSource): () => { in_use: number; idle: number; waiting: number } {
  return () => {
    const { totalCount = 0, idleCount = 0, waitingCount = 0 } = (driver as { master?: Pool }).master ?? {};
    return { in_use: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
  };
}
