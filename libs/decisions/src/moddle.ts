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
  [property: string]: unknown;
}

export interface ParseWarning {
  message: string;
  element?: Raw;
  property?: string;
  value?: string;
}

const moddle = new DmnModdle() as unknown as {
  fromXML(xml: string, type: string): Promise<{ rootElement: Raw; warnings: ParseWarning[] }>;
};

/** DMN 1.2, 1.4 and 1.5 differ from 1.3 in nothing that is read here but the name of the schema. */
const otherVersions = /https?:\/\/www\.omg\.org\/spec\/DMN\/(?:20180521|20211108|20230324)\/(MODEL|DMNDI)\//g;

export function parseXml(xml: string): Promise<{ rootElement: Raw; warnings: ParseWarning[] }> {
  return moddle.fromXML(
    xml.replace(otherVersions, 'https://www.omg.org/spec/DMN/20191111/$1/'),
    'dmn:Definitions',
  );
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
