// Writes the documents that follow from the sources; `--check` only says whether they are up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from './compile.mjs';
import { countDmn, dmnDocument } from '../tests/conformance-dmn/dmn-support.mjs';
import { countSupport, supportDocument } from '../tests/conformance/bpmn-support.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

await compile();
const { findingsDocument } = await import('../libs/engine/dist/rules/catalogue/document.js');
const libraries = await Promise.all(
  ['bpmn', 'decisions', 'engine', 'feel'].map((name) => import(`../libs/${name}/dist/index.js`)),
);
const functions = Object.assign({}, ...libraries);
const support = await countSupport(join(root, 'tests/conformance'), functions);
const documents = {
  'docs/findings.md': findingsDocument(),
  'docs/bpmn-support.md': supportDocument(support),
  'docs/dmn-support.md': dmnDocument(await countDmn(functions)),
};

const read = (path) => {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return null;
  }
};
const drifted = Object.keys(documents).filter((path) => read(path) !== documents[path]);
if (drifted.length === 0) {
  console.log('Alles aktuell');
} else if (process.argv.includes('--check')) {
  console.error(`Nicht aktuell: ${drifted.join(', ')} – bitte npm run docs ausführen.`);
  process.exit(1);
} else {
  for (const path of drifted) writeFileSync(join(root, path), documents[path]);
  console.log(`Geschrieben: ${drifted.join(', ')}`);
}
