// Under which licences the packages stand that go into an installation, and whether they fit the EUPL-1.2.
// What is asked for here is checked by tests/licences.test.ts and written into the bill of materials by sbom.mjs.

/** Licences (SPDX) whose code may be part of a work under the EUPL-1.2. */
export const FITTING = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'EUPL-1.2',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

const MIT_IN_TEXT = 'MIT, in its licence file or readme only';
const BPMN_IO = 'as MIT; besides, the watermark of bpmn.io in drawings must stay visible';

/** Packages whose package.json names no SPDX licence; each was read. */
export const READ = {
  'bpmn-js': BPMN_IO,
  'dmn-js': BPMN_IO,
  'dmn-js-boxed-expression': BPMN_IO,
  'dmn-js-decision-table': BPMN_IO,
  'dmn-js-drd': BPMN_IO,
  'dmn-js-literal-expression': BPMN_IO,
  'dmn-js-shared': BPMN_IO,
  busboy: MIT_IN_TEXT,
  'cli-table': MIT_IN_TEXT,
  'component-props': MIT_IN_TEXT,
  streamsearch: MIT_IN_TEXT,
};

/** Whether one of the alternatives of an expression (`MIT OR X`, all parts of `MIT AND X`) fits. */
export function fits(expression) {
  return expression
    .replace(/^\(|\)$/g, '')
    .split(/\s+OR\s+/)
    .some((choice) => choice.split(/\s+AND\s+/).every((one) => FITTING.has(one.replace(/[()]/g, '').trim())));
}

/** The packages of others that an installation holds, from a package-lock.json. */
export function installed(lock) {
  return Object.entries(lock.packages).flatMap(([path, entry]) =>
    path.includes('node_modules/') && !entry.dev && !entry.link
      ? [{ name: path.split('node_modules/').at(-1), version: entry.version, licence: entry.license ?? null }]
      : [],
  );
}

/** Those whose licence does not fit or that nobody has read, as `name@version: licence`. */
export function problems(lock) {
  return installed(lock).flatMap(({ name, version, licence }) =>
    (licence !== null && fits(licence)) || READ[name]
      ? []
      : [`${name}@${version}: ${licence ?? 'none named'}`],
  );
}
