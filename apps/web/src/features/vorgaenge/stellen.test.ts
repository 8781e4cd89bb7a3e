import { listStellen } from './stellen.js';

const hasPlace = (id: string) => id.startsWith('Task');

test('what is disturbed comes before what is active, and last what was done last', () => {
  const diagramm = {
    stoerung: ['Task_3'],
    aktiv: ['Task_2', 'gibt-es-nicht'],
    erledigt: ['Task_0', 'Task_1'],
  };
  expect(listStellen(diagramm, hasPlace)).toEqual(['Task_3', 'Task_2', 'Task_1']);
});

test('in a cancelled case one looks at what stands before the last flow', () => {
  const diagramm = { stoerung: [], aktiv: [], erledigt: ['Task_0', 'Task_1', 'Flow_2'] };
  expect(listStellen(diagramm, hasPlace)).toEqual(['Task_1']);
});
