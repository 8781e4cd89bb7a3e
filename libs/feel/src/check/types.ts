import type { TypeName } from '../parse/ast.js';

/** What is known of a value before it is there. */
export type FeelType =
  | 'any'
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'function'
  | { list: FeelType }
  | { range: FeelType }
  | { context: { [name: string]: FeelType } };

export type Sort = Exclude<FeelType, object> | 'list' | 'range' | 'context';

const named: { [name: string]: FeelType } = {
  Null: 'null',
  dateTime: 'date and time',
  dayTimeDuration: 'days and time duration',
  yearMonthDuration: 'years and months duration',
  list: { list: 'any' },
  context: { context: {} },
  range: { range: 'any' },
};
const simple = new Set<string>([
  ...['boolean', 'number', 'string', 'date', 'time', 'date and time', 'function'],
  ...['days and time duration', 'years and months duration'],
]);

/** What a type that an expression names says of its values; of a name that is not known nothing. */
export function typeOf(type: TypeName): FeelType {
  switch (type.type) {
    case 'named':
      return simple.has(type.name) ? (type.name as FeelType) : (named[type.name] ?? 'any');
    case 'list':
      return { list: typeOf(type.element) };
    case 'range':
      return { range: typeOf(type.element) };
    case 'context':
      return { context: Object.fromEntries(type.entries.map(({ name, of }) => [name, typeOf(of)])) };
    case 'function':
      return 'function';
  }
}

/** Whether every value of the one type is one of the other (DMN 1.5, 10.3.2.9.2). */
export function typeConforms(a: FeelType, b: FeelType): boolean {
  if (b === 'any' || a === 'null' || a === b) return true;
  if (typeof a === 'string' || typeof b === 'string') return false;
  if ('list' in a) return 'list' in b && typeConforms(a.list, b.list);
  if ('range' in a) return 'range' in b && typeConforms(a.range, b.range);
  return (
    'context' in b &&
    Object.entries(b.context).every(
      ([name, type]) => Object.hasOwn(a.context, name) && typeConforms(a.context[name]!, type),
    )
  );
}

/** The outer shape of a type. */
export function sortOf(type: FeelType): Sort {
  if (typeof type === 'string') return type;
  if ('list' in type) return 'list';
  return 'range' in type ? 'range' : 'context';
}

/** Whether a value of the type may be of one of the sorts; a list of one element counts as the element. */
export function mayBe(type: FeelType, ...sorts: Sort[]): boolean {
  const sort = sortOf(type);
  if (sort === 'any' || sort === 'null' || sorts.includes(sort)) return true;
  return typeof type === 'object' && 'list' in type && mayBe(type.list, ...sorts);
}

/** Whether values of two types can be equal, or have an order. */
export function comparable(a: FeelType, b: FeelType): boolean {
  const [one, other] = [sortOf(a), sortOf(b)];
  if ([one, other].some((sort) => sort === 'any' || sort === 'null') || one === other) return true;
  return mayBe(a, other) || mayBe(b, one);
}

/** A type that holds for values of both. */
export function either(a: FeelType, b: FeelType): FeelType {
  if (a === 'null') return b;
  if (b === 'null' || JSON.stringify(a) === JSON.stringify(b)) return a;
  if (typeof a === 'object' && typeof b === 'object' && 'list' in a && 'list' in b)
    return { list: either(a.list, b.list) };
  return 'any';
}

/** What a filter, a loop or a test of membership looks at. */
export function elementOf(type: FeelType): FeelType {
  if (typeof type !== 'object') return type;
  if ('list' in type) return type.list;
  return 'range' in type ? type.range : type;
}

const numbers = (...names: string[]) => names.map((name): [string, FeelType] => [name, 'number']);
const parts = new Map<Sort, Map<string, FeelType>>([
  ['date', new Map(numbers('year', 'month', 'day', 'weekday'))],
  ['time', new Map([...numbers('hour', 'minute', 'second'), ...clock()])],
  [
    'date and time',
    new Map([...numbers('year', 'month', 'day', 'weekday', 'hour', 'minute', 'second'), ...clock()]),
  ],
  ['days and time duration', new Map(numbers('days', 'hours', 'minutes', 'seconds'))],
  ['years and months duration', new Map(numbers('years', 'months'))],
]);

function clock(): [string, FeelType][] {
  return [
    ['time offset', 'days and time duration'],
    ['timezone', 'string'],
  ];
}

/** The type of `value.name`; null when there is no such entry. */
export function partType(type: FeelType, name: string): FeelType | null {
  if (typeof type === 'object') {
    if ('list' in type) {
      const part = partType(type.list, name);
      return part && { list: part };
    }
    if ('context' in type) return Object.hasOwn(type.context, name) ? type.context[name]! : null;
    if (name === 'start' || name === 'end') return type.range;
    return name === 'start included' || name === 'end included' ? 'boolean' : null;
  }
  if (type === 'any' || type === 'null') return 'any';
  return parts.get(type)?.get(name) ?? null;
}

const results: [FeelType, string][] = [
  [
    'number',
    'number,string length,count,sum,mean,product,median,stddev,decimal,floor,ceiling,round up,round down,' +
      'round half up,round half down,modulo,sqrt,log,exp,day of year,week of year',
  ],
  [
    'string',
    'string,substring,upper case,lower case,substring before,substring after,replace,string join,trim,' +
      'day of week,month of year',
  ],
  [
    'boolean',
    'not,contains,starts with,ends with,matches,list contains,all,any,odd,even,is,before,after,meets,met by,' +
      'overlaps,overlaps before,overlaps after,finishes,finished by,includes,during,starts,started by,coincides,' +
      'is defined,is empty,is blank,ist arbeitstag',
  ],
  ['date', 'date,today'],
  ['time', 'time'],
  ['date and time', 'date and time,now'],
  ['years and months duration', 'years and months duration'],
  [{ list: 'string' }, 'split'],
  [{ list: 'number' }, 'index of'],
];
const resultOf = new Map(
  results.flatMap(([type, names]) => names.split(',').map((name) => [name, type] as const)),
);
const sameList = new Set([
  'sublist',
  'remove',
  'reverse',
  'distinct values',
  'duplicate values',
  'sort',
  'union',
]);

/** What a function of the standard gives. */
export function resultType(name: string, args: FeelType[]): FeelType {
  const [first = 'any'] = args;
  if (sameList.has(name)) return sortOf(first) === 'list' ? first : { list: first };
  if ((name === 'min' || name === 'max') && args.length > 0) return elementOf(first);
  return resultOf.get(name) ?? 'any';
}
