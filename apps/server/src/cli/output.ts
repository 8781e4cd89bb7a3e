export const exit = { ok: 0, failed: 1, usage: 2 } as const;

export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** `78,6`: one digit after the comma. */
export function decimal(number: number): string {
  return number.toLocaleString('de-DE', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** `1 Szenario`, `3 Szenarien`. */
export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
