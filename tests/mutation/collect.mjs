// Jest's tests without jest: what the files describe, as a list of functions that can be run over and over.
import { readdirSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Folders whose tests watch over elements/ and run/; the rest of the engine's tests would only cost time. */
const folders = [
  'libs/engine/src',
  'libs/engine/src/elements',
  'libs/engine/src/run',
  'libs/engine/src/scenario',
  'libs/engine/src/migrate',
  'libs/engine/src/soundness',
];
const files = () => [
  'tests/conformance/conformance.test.ts',
  ...folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `${folder}/${name}`),
  ),
];

/** They come to rest only when a budget is used up: half of the time of all tests, for hardly a mutant. */
const slow =
  /endlos$|conditional-event > selbst-ausgeloest$|signal-event > esp-selbst$|without end|ENDLESS_CYCLE|500 elements/;

/** All tests below the working directory: `{ id, file, run }`. */
export async function collectTests() {
  register('./hooks.mjs', import.meta.url);
  const { describe, getState, test } = await import('jest-circus');
  const { expect } = await import('expect');
  Object.assign(globalThis, { describe, expect, test });
  const tests = [];
  for (const path of files()) {
    const file = join(process.cwd(), path);
    const root = getState().rootDescribeBlock;
    root.children.length = 0;
    await import(pathToFileURL(file).href);
    tests.push(...flatten(root, path, file));
  }
  return tests.filter(({ id }) => !slow.test(id));
}

function flatten(block, path, file) {
  if (block.hooks.length > 0) throw new Error(`${path}: hooks are not run here`);
  return block.children.flatMap((child) => {
    const id = `${path} > ${child.name}`;
    return child.type === 'test' ? [{ id, file, run: child.fn }] : flatten(child, id, file);
  });
}
