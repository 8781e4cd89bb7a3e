#!/usr/bin/env node
import { existsSync } from 'node:fs';

// In a checkout the sources may be newer than dist/; an installed image holds dist/ only.
const script = new URL('../../../scripts/compile.mjs', import.meta.url);
if (existsSync(script) && existsSync(new URL('../src/main.cli.ts', import.meta.url))) {
  const { compile } = await import(script.href);
  await compile();
}
await import('../dist/main.cli.js');
