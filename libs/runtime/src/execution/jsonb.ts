// What JSON may hold and PostgreSQL's jsonb refuses: NUL and halves of surrogate pairs.
const refused = /\\u(?:0000|d[89a-f])/i;

/** JSON text that jsonb accepts; characters it can't hold are left out. */
export function jsonb(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  if (!text.includes('\\u') || !refused.test(text)) return text;
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'string') return clean(inner);
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).map(([name, held]) => [clean(name), held]));
  });
}

/** Text that a text column accepts. */
export function clean(text: string): string {
  return text
    .replaceAll('\0', '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '');
}
