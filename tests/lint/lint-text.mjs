// Lints texts as if they stood in files: takes [{ file, text }] as JSON, answers with the ids of the broken rules.
import { ESLint } from 'eslint';
import { updateProjectGraph } from '../../scripts/lint.mjs';

updateProjectGraph();
const eslint = new ESLint({ cwd: process.cwd() });
const rules = [];
for (const { file, text } of JSON.parse(process.argv[2] ?? '[]')) {
  const [result] = await eslint.lintText(text, { filePath: file });
  rules.push(result.messages.map(({ ruleId }) => ruleId));
}
console.log(JSON.stringify(rules));
