/** @jest-environment jsdom */
import { namenIn } from './namen.js';

test('elements by the names in the files; what has none, or cannot be read, is left out', () => {
  const bpmn =
    '<d xmlns:b="urn:b"><b:userTask id="T" name=" Träger klären " /><b:task id="O" /><b:task id="L" name="" /></d>';
  expect([...namenIn([bpmn, '{"kein": "xml"}'])]).toEqual([['T', 'Träger klären']]);
});
