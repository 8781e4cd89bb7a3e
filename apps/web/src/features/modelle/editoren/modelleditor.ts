import type { Befund } from '../api/types.js';

/** One line of the text outline below a drawing. */
export interface Gliederungspunkt {
  id: string;
  name: string;
  art: string;
  tiefe: number;
  /** What follows, or what a rule says: short sentences for people who can't see the drawing. */
  weiter: string[];
}

/** A drawing or table that is open in the browser; lives outside React, which only lends it a place. */
export interface Modelleditor {
  /** Null when the content is on the screen, else why it can't be shown. */
  open(inhalt: string): Promise<string | null>;
  showBefunde(befunde: readonly Befund[]): void;
  /** Brings the element into view and selects it. */
  select(elementId: string): void;
  /** Reports a change still under way and removes the editor from the page. */
  destroy(): void;
}

export interface Editorhoerer {
  changed(inhalt: string): void;
  selected(elementId: string | null): void;
  outlined(punkte: Gliederungspunkt[]): void;
}

/** An element of a bpmn-moddle or dmn-moddle tree, read without trusting its shape. */
export interface Moddle {
  $type: string;
  id?: string;
  name?: string;
  [eigenschaft: string]: unknown;
}

export const moddle = (wert: unknown): Moddle | undefined =>
  typeof wert === 'object' && wert !== null && '$type' in wert ? (wert as Moddle) : undefined;

export const moddles = (wert: unknown): Moddle[] =>
  Array.isArray(wert) ? wert.flatMap((eintrag) => moddle(eintrag) ?? []) : [];

export const text = (wert: unknown): string => (typeof wert === 'string' ? wert : '');
