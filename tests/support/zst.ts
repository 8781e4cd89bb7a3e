import { execFile } from 'node:child_process';

export interface Ended {
  code: number;
  stdout: string;
  /** what it printed for people, and its complaints */
  output: string;
}

/** Runs `zst` as a process of its own. The one of the test goes on meanwhile: its server keeps its connections. */
export function zst(args: string[], env: Record<string, string>): Promise<Ended> {
  const options = { env: { ...process.env, NODE_OPTIONS: '', ...env } };
  return new Promise((resolve) =>
    execFile(process.execPath, ['apps/server/bin/zst.mjs', ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, output: stdout + stderr }),
    ),
  );
}
