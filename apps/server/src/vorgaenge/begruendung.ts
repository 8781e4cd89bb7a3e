import type { DecisionExplanation } from '@zusteuerung/decisions';
import type { InstanceEvent } from '@zusteuerung/runtime';
import type { Begruendung, Regelzeile } from './vorgaenge.dto.js';
import { textOf } from './vorschlag.js';

function annotation(hit: DecisionExplanation['hits'][number], name: string): string | null {
  return hit.annotations.find((entry) => entry.name.toLowerCase() === name)?.text || null;
}

function zeileOf(hit: DecisionExplanation['hits'][number]): Regelzeile {
  const text = annotation(hit, 'begründung');
  const quelle = annotation(hit, 'quelle');
  const outputs = Object.entries(hit.outputs).filter(([, value]) => value !== text && value !== quelle);
  const [only] = outputs;
  const ergebnis = outputs.length === 1 && only ? textOf(only[1]) : textOf(Object.fromEntries(outputs));
  return {
    nummer: hit.ruleNumber,
    text: text ?? `Zeile ${hit.ruleNumber}`,
    quelle,
    ergebnis: ergebnis || '–',
  };
}

function explanationsOf(event: InstanceEvent): DecisionExplanation[] {
  const data = event.data as { explanation?: DecisionExplanation[] } | null;
  const all = Array.isArray(data?.explanation) ? data.explanation : [];
  // Literal expressions only prepare or gather what the tables say.
  return all.filter(({ hitPolicy }) => hitPolicy !== 'LITERAL');
}

/** Which rows of which tables fired, with the inputs as they were then, in the version the case runs on. */
export function describeBegruendung(events: InstanceEvent[], version: number): Begruendung[] {
  return events
    .filter(({ type }) => type === 'decisionEvaluated')
    .flatMap((event) =>
      explanationsOf(event).map((explanation) => ({
        entscheidung: explanation.decisionName || explanation.decisionId,
        tabelle: explanation.decisionId,
        version,
        am: event.at.toISOString(),
        eingaben: explanation.inputs.map(({ label, expression, value }) => ({
          name: label || expression,
          wert: textOf(value) ?? 'keine Angabe',
        })),
        zeilen: explanation.hits.map(zeileOf),
      })),
    );
}
