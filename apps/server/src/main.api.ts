import 'reflect-metadata';
import { say } from './start/ausgabe.js';
import { run } from './start/lauf.js';

await run({ api: true, arbeiter: false }, ({ address }) => say(`API bereit: ${address}`));
