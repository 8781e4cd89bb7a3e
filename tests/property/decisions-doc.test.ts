import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const zst = join(process.cwd(), 'apps/server/bin/zst.mjs');
const text = readFileSync('docs/decision-analysis.md', 'utf8');

function block(language: string): string {
  return new RegExp('```' + language + '\\n([\\s\\S]*?)\\n```').exec(text)?.[1] ?? '';
}

test('docs/decision-analysis.md shows what zst check prints', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zst-analysis-'));
  spawnSync(process.execPath, [zst, 'help'], { cwd: folder });
  writeFileSync(join(folder, 'zuschuss.dmn'), block('xml'));
  const [command, output] = block('console').split(/\n(.*)/s);
  expect(command).toBe('$ zst check zuschuss.dmn');
  const { stdout } = spawnSync(process.execPath, [zst, 'check', 'zuschuss.dmn'], {
    cwd: folder,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  expect(stdout.trimEnd()).toBe(output);
});
