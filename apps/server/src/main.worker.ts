import 'reflect-metadata';
import { watchEventLoop } from '@zusteuerung/runtime';
import { say } from './start/ausgabe.js';
import { run } from './start/lauf.js';

/** Far longer than anything of ours takes; whoever runs the worker starts it again. */
const LOOP_PATIENCE_MS = 60_000;

watchEventLoop(LOOP_PATIENCE_MS);
await run({ api: false, arbeiter: true }, () => say('Arbeiter bereit: Fristen, Nachrichten'));
