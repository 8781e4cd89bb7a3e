import { readGliederung, type Element } from './textfassung.js';

const node = (type: string, id: string, name?: string): Element => ({
  $type: `bpmn:${type}`,
  id,
  ...(name ? { name } : {}),
});
const connect = (from: Element, ...to: Element[]) => {
  from.outgoing = to.map((targetRef) => ({ targetRef }));
};

test('the outline follows the flows, says what is done and where the case stands', () => {
  const start = node('StartEvent', 'Start', 'Meldung eingegangen');
  const pruefen = node('UserTask', 'Pruefen', 'Meldung prüfen');
  const gateway = node('ExclusiveGateway', 'Weiche');
  const frist = { ...node('BoundaryEvent', 'Frist', 'Frist abgelaufen'), attachedToRef: pruefen };
  const ende = node('EndEvent', 'Ende');
  connect(start, pruefen);
  connect(pruefen, gateway);
  connect(gateway, ende, pruefen);
  const process: Element = {
    ...node('Process', 'P', 'Zusteuerung'),
    flowElements: [ende, frist, gateway, pruefen, start],
  };
  const [abschnitt] = readGliederung(
    { rootElements: [process] },
    { xml: '', version: 1, aktiv: ['Pruefen'], erledigt: ['Start'], stoerung: [] },
  );
  expect(abschnitt?.schritte.map(({ name, art, zustand }) => [name, art, zustand])).toEqual([
    ['Meldung eingegangen', 'Beginn', 'erledigt'],
    ['Meldung prüfen', 'Aufgabe', 'hier'],
    ['Frist abgelaufen', 'Ereignis am Schritt', 'offen'],
  ]);
});
