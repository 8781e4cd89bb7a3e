// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the check of the web app includes no declarations of libs
/// <reference path="./dmn-moddle.d.ts" />
import { DmnModdle } from 'dmn-moddle';

/** An element as dmn-moddle hands it out; which properties it has depends on `$type`. */
export interface Raw {
  $type: string;
  id?: string;
  name?: string;
  label?: string;
  text?: string;
  typeRef?: string;
  href?: string;
  $attrs?: Record<string, unknown>;
  [property: string]: unknown;
}

export interface ParseWarning {
  message: string;
  element?: Raw;
  property?: string;
  value?: string;
}

const asProperty = { serialize: 'property' };
const child = (name: string) => ({ name, type: 'ChildExpression', xml: asProperty });
const boxed = (name: string, ...properties: object[]) => ({ name, superClass: ['Expression'], properties });
const variable = { name: 'iteratorVariable', type: 'String', isAttr: true };

/** What DMN 1.4 and 1.5 have added to the boxed expressions; dmn-moddle knows those of 1.3. */
const added = [
  {
    name: 'ChildExpression',
    superClass: ['DMNElement'],
    properties: [
      { name: 'value', type: 'Expression' },
      { name: 'typeRef', type: 'String', isAttr: true },
    ],
  },
  boxed('Conditional', child('if'), child('then'), child('else')),
  boxed('Filter', child('in'), child('match')),
  boxed('For', variable, child('in'), child('return')),
  boxed('Some', variable, child('in'), child('satisfies')),
  boxed('Every', variable, child('in'), child('satisfies')),
];
const typeConstraint = { name: 'typeConstraint', type: 'UnaryTests', xml: asProperty };

interface Package {
  types: { name: string; properties?: object[] }[];
}

const { dmn, ...others } = packages();
const types = dmn!.types.map((type) =>
  type.name === 'ItemDefinition'
    ? { ...type, properties: [...(type.properties ?? []), typeConstraint] }
    : type,
);
const moddle = new DmnModdle({ ...others, dmn: { ...dmn, types: [...types, ...added] } });

/** The packages of dmn-moddle as it was given them, by prefix; creating it completes them in place. */
function packages(): Record<string, Package> {
  const known = new DmnModdle().getPackages();
  return Object.fromEntries(known.map((each) => [each.prefix, plain(each) as Package & { prefix: string }]));
}

/** A copy without what the registry has added to names and types. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'ns' && key !== 'propertiesByName' && key !== 'associations')
      .map(([key, inner]) => [key, plain(inner)]),
  );
}

/** The other versions differ from 1.3 in what is added above and in the name of the schema. */
const otherVersions =
  /https?:\/\/www\.omg\.org\/spec\/DMN\/(?:20180521|20211108|20230324|20240513)\/(MODEL|DMNDI)\//g;
const version11 = /http:\/\/www\.omg\.org\/spec\/DMN\/20151101\/dmn(?:\.xsd|11\.xsd)?(?=["'])/g;
const ours = 'https://www.omg.org/spec/DMN/20191111/';

export function parseXml(xml: string): Promise<{ rootElement: Raw; warnings: ParseWarning[] }> {
  return moddle.fromXML(
    xml.replace(otherVersions, `${ours}$1/`).replace(version11, `${ours}MODEL/`),
    'dmn:Definitions',
  ) as Promise<{ rootElement: Raw; warnings: ParseWarning[] }>;
}

export function list(value: unknown): Raw[] {
  return Array.isArray(value) ? (value as Raw[]) : [];
}

export function one(value: unknown): Raw | null {
  return value !== null && typeof value === 'object' ? (value as Raw) : null;
}

/** The text of an expression or cell, without the space around it. */
export function textOf(value: unknown): string {
  return one(value)?.text?.trim() ?? '';
}
