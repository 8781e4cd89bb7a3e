import type { Befund } from '../api/types.js';
import type { Gliederungspunkt } from './modelleditor.js';

/** An element someone chose in a list; `mal` tells a second click on the same entry apart. */
export interface Wunsch {
  elementId: string;
  mal: number;
}

/** What every editor component gets; `inhalt` counts when it appears, later changes come from it. */
export interface Ansichtprops {
  pfad: string;
  inhalt: string;
  bearbeitbar: boolean;
  befunde: readonly Befund[];
  wunsch: Wunsch | null;
  onChange(inhalt: string): void;
  onSelect(elementId: string | null): void;
  onOutline(punkte: Gliederungspunkt[]): void;
}
