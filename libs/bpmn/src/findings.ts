/** What is wrong with a file, where, and in whose words: a value, never an exception. */
export interface Finding {
  code: string;
  severity: 'error' | 'warning' | 'info';
  elementId?: string;
  file?: string;
  message: { de: string; en: string };
  /** what to do about it */
  fix?: { de: string; en: string };
}
