import { readForm, type FieldProblem, type Form } from '@zusteuerung/forms';
import { useMemo } from 'react';
import type { Feldfehler, Schema } from '../api/typen.js';

/** Reads the schema once; null while there is none and for a form nobody can render. */
export function useFormular(schema: Schema | undefined): Form | null {
  return useMemo(() => (schema ? readForm(JSON.stringify(schema)).form : null), [schema]);
}

/** The server's field errors in the shape of the local validation. */
export const problemsOf = (fehler: Feldfehler[]): FieldProblem[] =>
  fehler.map((eintrag) => ({
    field: eintrag.feld,
    code: 'TYP',
    message: { de: eintrag.text, en: eintrag.text },
  }));

/** The present instant, for validations that know "today". */
export const jetzt = (): string => new Date().toISOString();
