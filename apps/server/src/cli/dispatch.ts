import { commands } from './commands.js';
import type { Command } from './commands.js';
import { complain, exit, print, printJson } from './output.js';
import { UserProblem } from './problem.js';

/** Runs `zst` with its arguments; the result is the exit code. */
export async function main(args: string[]): Promise<number> {
  const [first] = args;
  if (first === undefined) return help(exit.usage);
  if (['help', '--help', '-h'].includes(first)) return help(exit.ok);
  const command = commandOf(args);
  if (!command) {
    complain(`zst: Den Befehl „${first}“ gibt es nicht. „zst help“ zeigt alle.`);
    return exit.usage;
  }
  const rest = args.slice(command.name.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) {
    print(`zst ${command.name} ${command.usage}\n${command.summary}`);
    return exit.ok;
  }
  return runSafely(command, rest);
}

function commandOf(args: string[]): Command | undefined {
  return commands.find(({ name }) => name.split(' ').every((word, i) => word === args[i]));
}

async function runSafely(command: Command, args: string[]): Promise<number> {
  try {
    return await (await command.load()).run(args);
  } catch (error) {
    const problem = asUserProblem(error);
    if (!problem) throw error;
    const { code, de, en } = problem;
    if (args.includes('--json')) printJson({ ok: false, error: { code, message: { de, en } } });
    complain(`zst ${command.name}: ${de} [${code}]`);
    if (code === 'USAGE') complain(`Aufruf: zst ${command.name} ${command.usage}`);
    return exit.usage;
  }
}

/** Wrong options are reported by node:util's parseArgs in its own way. */
function asUserProblem(error: unknown): UserProblem | null {
  if (error instanceof UserProblem) return error;
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  if (!code.startsWith('ERR_PARSE_ARGS')) return null;
  const option = /'([^']+)'/.exec((error as Error).message)?.[1] ?? '';
  return new UserProblem('USAGE', `Mit „${option}“ ist hier nichts anzufangen.`, (error as Error).message);
}

function help(code: number): number {
  print('zst – Modelle prüfen und bereitstellen, die Installation betreiben\n');
  for (const { name, usage, summary } of commands) print(`  zst ${name} ${usage}\n      ${summary}\n`);
  print('  zst help\n      diese Hilfe\n');
  print('Ergebnis: 0 in Ordnung, 1 es ist etwas zu tun (Fehler in Modellen, Befunde), 2 falscher Aufruf.');
  return code;
}
