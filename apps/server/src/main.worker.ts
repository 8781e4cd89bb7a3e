import 'reflect-metadata';
import { say } from './start/ausgabe.js';
import { run } from './start/lauf.js';

await run({ api: false, arbeiter: true }, () => say('Arbeiter bereit: Fristen, Nachrichten'));
