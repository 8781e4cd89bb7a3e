import { typeConforms, typeOf } from '../check/types.js';
import type { TypeName } from '../parse/ast.js';
import type { Run } from '../run.js';
import { FeelFunction } from '../values/function.js';
import { FeelRange } from '../values/range.js';
import { FeelDate, FeelDateTime } from '../values/temporal.js';
import { isContext, kindOf } from '../values/value.js';
import type { Value } from '../values/value.js';

/** Whether a value is of a type (DMN 1.5, 10.3.2.9.2); null is of the type Null only. */
export function isInstance(run: Run, value: Value, type: TypeName): boolean {
  run.tick(1);
  switch (type.type) {
    case 'named':
      return isNamed(value, type.name);
    case 'list':
      return Array.isArray(value) && value.every((element) => conforms(run, element, type.element));
    case 'range':
      return value instanceof FeelRange && conforms(run, value.start ?? value.end, type.element);
    case 'context':
      return (
        isContext(value) &&
        type.entries.every(
          ({ name, of }) => Object.hasOwn(value, name) && conforms(run, value[name] ?? null, of),
        )
      );
    case 'function':
      return value instanceof FeelFunction && isFunctionOf(run, value, type);
  }
}

/** Takes all that the type says it is given, and gives what the type says it gives. */
function isFunctionOf(run: Run, value: FeelFunction, type: TypeName & { type: 'function' }): boolean {
  const { parameters, result } = type;
  if (value.parameters.length !== parameters.length) return false;
  if (!value.signature) return true;
  run.tick(50);
  const known = value.signature();
  return (
    known.parameters.every((own, i) => typeConforms(typeOf(parameters[i]!), own)) &&
    (known.result === 'any' || typeConforms(known.result, typeOf(result)))
  );
}

/** Inside of something else null is of every type. */
function conforms(run: Run, value: Value, type: TypeName): boolean {
  return value === null || isInstance(run, value, type);
}

const durations = new Set(['days and time duration', 'years and months duration']);

function isNamed(value: Value, name: string): boolean {
  const kind = kindOf(value);
  switch (name) {
    case 'Any':
      return value !== null;
    case 'Null':
      return value === null;
    case 'duration':
    case 'dayTimeDuration':
    case 'yearMonthDuration':
      return name === 'duration'
        ? durations.has(kind)
        : kind === (name === 'dayTimeDuration' ? 'days and time duration' : 'years and months duration');
    case 'dateTime':
      return kind === 'date and time';
    default:
      return kind === name && value !== null;
  }
}

/** The value as one of a type, with the implicit conversions of the standard; undefined when there is none. */
export function convertTo(run: Run, value: Value, type: TypeName): Value | undefined {
  if (value === null || isInstance(run, value, type)) return value;
  if (type.type === 'named' && type.name === 'date and time' && value instanceof FeelDate)
    return new FeelDateTime(value, 0, 'UTC');
  if (type.type === 'list') {
    const element = Array.isArray(value) ? undefined : convertTo(run, value, type.element);
    return element === undefined ? undefined : [element];
  }
  if (!Array.isArray(value) || value.length !== 1 || Array.isArray(value[0])) return undefined;
  return convertTo(run, value[0] ?? null, type);
}
