import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readBpmn } from '@zusteuerung/bpmn';
import type { BpmnModel, BpmnProcess } from '@zusteuerung/bpmn';
import { exportable, exportMachine } from '@zusteuerung/engine';
import type { StateJson } from '@zusteuerung/engine';
import { readText, requirePaths, shown } from './files.js';
import { complain, count, exit, print, printJson } from './output.js';
import { UserProblem } from './problem.js';

/** `zst compile`: a process as a statechart, on the screen or in a file; exit code 1 when the file is not readable. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      process: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const file = oneFile(positionals);
  const model = await read(file, values.json);
  if (!model) return exit.failed;
  const process = choose(exportable(model), values.process);
  const machine = exportMachine(process);
  if (values.out === undefined) {
    printJson(machine);
    return exit.ok;
  }
  write(values.out, `${JSON.stringify(machine, null, 2)}\n`);
  const states = countStates(machine);
  if (values.json) printJson({ ok: true, process: process.id, file: shown(values.out), states });
  else
    print(`✓ ${shown(values.out)}: ${process.name ?? process.id}, ${count(states, 'Zustand', 'Zustände')}`);
  return exit.ok;
}

function oneFile(paths: string[]): string {
  const [first, ...others] = requirePaths(paths);
  if (first && others.length === 0 && !first.folder) return first.path;
  throw new UserProblem('USAGE', 'Hier geht es um genau eine Datei.', 'Exactly one file is expected.');
}

async function read(file: string, json: boolean): Promise<BpmnModel | null> {
  const { model, findings } = await readBpmn(readText(file));
  if (model) return model;
  if (json) printJson({ ok: false, findings });
  else for (const { code, message } of findings) complain(`✗ ${shown(file)}: ${message.de} [${code}]`);
  return null;
}

function choose(processes: BpmnProcess[], id: string | undefined): BpmnProcess {
  const chosen = id === undefined ? processes : processes.filter((process) => process.id === id);
  const [process, ...others] = chosen;
  if (process && others.length === 0) return process;
  const present = processes.map((each) => each.id).join(', ');
  if (process)
    throw new UserProblem(
      'USAGE',
      `Die Datei enthält mehrere Abläufe; --process wählt einen: ${present}.`,
      `The file holds several processes; --process chooses one: ${present}.`,
    );
  throw new UserProblem(
    'PROCESS_NOT_FOUND',
    `Den Ablauf gibt es in der Datei nicht. Vorhanden: ${present || 'keiner'}.`,
    `The file does not hold the process. Present: ${present || 'none'}.`,
  );
}

function write(path: string, content: string): void {
  try {
    writeFileSync(path, content);
  } catch {
    throw new UserProblem('NOT_WRITABLE', `„${path}“ ist nicht zu schreiben.`, `"${path}" can't be written.`);
  }
}

function countStates({ states = {} }: StateJson): number {
  return Object.values(states).reduce((sum, state) => sum + 1 + countStates(state), 0);
}
