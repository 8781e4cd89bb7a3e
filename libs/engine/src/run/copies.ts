/**
 * Tokens or scopes by key, as a step works on them: each is copied the first time that the step can change it, so what
 * came in stays as it is and a step costs what it touches.
 */
export class Copies<T extends { key: string }> {
  private readonly items: Record<string, T>;
  private readonly own = new Set<T>();

  constructor(
    items: Readonly<Record<string, T>>,
    private readonly copy: (item: T) => T,
  ) {
    this.items = copyIndex(items);
  }

  get(key: string): T | undefined {
    return Object.hasOwn(this.items, key) ? this.owned(this.items[key]) : undefined;
  }

  /** The first that fits, by age. */
  find(fits: (item: Readonly<T>) => boolean): T | undefined {
    return this.owned(this.values().find(fits));
  }

  /** All that fit, oldest first. */
  filter(fits: (item: Readonly<T>) => boolean): T[] {
    return this.values().flatMap((item) => (fits(item) ? (this.owned(item as T) ?? []) : []));
  }

  /** All to look at, oldest first. */
  values(): readonly Readonly<T>[] {
    return Object.values(this.items);
  }

  /** Whether it is still there. */
  holds(item: T): boolean {
    return this.items[item.key] === item;
  }

  add(item: T): void {
    this.items[item.key] = item;
    this.own.add(item);
  }

  delete(key: string): void {
    delete this.items[key];
  }

  /** As it goes into the new state. */
  record(): Record<string, T> {
    return this.items;
  }

  private owned(item: T | undefined): T | undefined {
    if (!item || this.own.has(item)) return item;
    const copy = this.copy(item);
    this.add(copy);
    return copy;
  }
}

/** The same items in a record of its own. Spreading would take V8 several times as long once keys have been deleted. */
export function copyIndex<T extends { key: string }>(items: Readonly<Record<string, T>>): Record<string, T> {
  const copy: Record<string, T> = {};
  for (const item of Object.values(items)) copy[item.key] = item;
  return copy;
}
