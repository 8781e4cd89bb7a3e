import { evaluateDecision, readDmn } from './index.js';
import type { DmnModel } from './index.js';
import { definitionsXml, literalXml, tableXml } from './testing.js';

const options = { now: '2026-03-02T09:00:00+01:00' };

async function modelOf(...content: string[]): Promise<DmnModel> {
  const { model, findings } = await readDmn(definitionsXml(content));
  expect(findings).toEqual([]);
  return model!;
}

test('of many rows that hit the first 200 are told as sentences', async () => {
  const rows = Array.from({ length: 250 }, (_, i) => ['>= 0', String(i)]);
  const model = await modelOf(
    tableXml({ id: 'viele', hitPolicy: 'COLLECT', inputs: ['n'], outputs: [''], rows }),
  );
  const { explanation } = evaluateDecision([model], 'viele', { n: 1 }, { ...options, explain: 'full' });
  const hits = explanation[0]!.hits;
  expect(hits).toHaveLength(250);
  expect(hits.filter(({ text }) => text)).toHaveLength(200);
});

test('what costs too much is named by the cell, also deep in a graph', async () => {
  const cell = 'some x in 1..1000000 satisfies x = ? + 0.5';
  const model = await modelOf(
    tableXml({
      id: 'teuer',
      inputs: ['n'],
      outputs: [''],
      rows: [
        ['< 0', '1'],
        [cell, '2'],
      ],
    }),
    literalXml({ id: 'oben', source: 'teuer', requires: ['teuer'] }),
  );
  const { result, problems } = evaluateDecision([model], 'oben', { n: 1 }, options);
  expect(result).toBeNull();
  expect(problems).toMatchObject([{ code: 'FEEL_BUDGET', elementId: 'teuer_2_0' }]);
});
