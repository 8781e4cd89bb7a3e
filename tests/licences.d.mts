export interface Lock {
  packages: Record<string, { version?: string; license?: string; dev?: boolean; link?: boolean }>;
}

export const FITTING: Set<string>;
export const READ: Record<string, string>;
export function fits(expression: string): boolean;
export function installed(lock: Lock): { name: string; version: string; licence: string | null }[];
export function problems(lock: Lock): string[];
