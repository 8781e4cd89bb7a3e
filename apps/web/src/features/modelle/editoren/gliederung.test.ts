import { outlineBpmn } from './bpmn/gliederung.js';
import { decisionOf, outlineDmn } from './dmn/gliederung.js';

interface Knoten {
  $type: string;
  id: string;
  name?: string;
  outgoing: object[];
  [weiteres: string]: unknown;
}

const knoten = ($type: string, id: string, name?: string): Knoten => ({
  $type: `bpmn:${$type}`,
  id,
  name,
  outgoing: [],
});

const connect = (von: Knoten, nach: Knoten, name?: string) => {
  const fluss = { $type: 'bpmn:SequenceFlow', id: `${von.id}_${nach.id}`, name, targetRef: nach };
  von.outgoing.push(fluss);
  return fluss;
};

describe('outlineBpmn', () => {
  it('lists steps along the flow, boundary events after their host, sub-processes indented', () => {
    const start = knoten('StartEvent', 'S', 'Eingang');
    const pruefen = knoten('UserTask', 'P', 'Prüfen');
    const teil = {
      ...knoten('SubProcess', 'T', 'Teil'),
      flowElements: [knoten('ScriptTask', 'R', 'Rechnen')],
    };
    const frist = {
      ...knoten('BoundaryEvent', 'F', 'Nach 14 Tagen'),
      attachedToRef: pruefen,
      eventDefinitions: [{ $type: 'bpmn:TimerEventDefinition' }],
    };
    const fluesse = [connect(start, pruefen), connect(pruefen, teil, 'ja')];
    const prozess = {
      $type: 'bpmn:Process',
      id: 'X',
      name: 'Zusteuerung',
      flowElements: [teil, frist, pruefen, start, ...fluesse],
    };
    const punkte = outlineBpmn({ $type: 'bpmn:Definitions', rootElements: [prozess] });
    expect(punkte.map(({ name, art, tiefe }) => [tiefe, name, art])).toEqual([
      [0, 'Zusteuerung', 'Prozess'],
      [1, 'Eingang', 'Start'],
      [1, 'Prüfen', 'Aufgabe für Personen'],
      [1, 'Nach 14 Tagen', 'Frist an „Prüfen“'],
      [1, 'Teil', 'Teilprozess'],
      [2, 'Rechnen', 'Berechnung'],
    ]);
    expect(punkte[2]?.weiter).toEqual(['„ja“: weiter mit Teil']);
  });

  it('survives anything that is no model', () => {
    expect(outlineBpmn(undefined)).toEqual([]);
    expect(outlineDmn({ $type: 'dmn:Definitions' })).toEqual([]);
  });
});

describe('DMN outline', () => {
  const zelle = (id: string, text: string) => ({ $type: 'dmn:UnaryTests', id, text });
  const entscheidung = {
    $type: 'dmn:Decision',
    id: 'k',
    name: 'Komplexität',
    decisionLogic: {
      $type: 'dmn:DecisionTable',
      id: 'dt',
      hitPolicy: 'FIRST',
      input: [
        { $type: 'dmn:InputClause', id: 'i1', label: 'Lebensbereiche' },
        { $type: 'dmn:InputClause', id: 'i2', label: 'Alter' },
      ],
      output: [{ $type: 'dmn:OutputClause', id: 'o1', label: 'Ziel' }],
      rule: [
        {
          $type: 'dmn:DecisionRule',
          id: 'r1',
          inputEntry: [zelle('e1', '>= 2'), zelle('e2', '-')],
          outputEntry: [zelle('a1', '"CM"')],
        },
        {
          $type: 'dmn:DecisionRule',
          id: 'r2',
          inputEntry: [zelle('e3', ''), zelle('e4', '-')],
          outputEntry: [zelle('a2', '"Beratung"')],
        },
      ],
    },
  };
  const definitions = { $type: 'dmn:Definitions', drgElement: [entscheidung] };

  it('says each rule as a sentence', () => {
    expect(outlineDmn(definitions).map(({ name, weiter }) => [name, ...weiter])).toEqual([
      ['Komplexität'],
      ['Zeile 1', 'wenn Lebensbereiche >= 2, dann Ziel "CM"'],
      ['Zeile 2', 'immer, dann Ziel "Beratung"'],
    ]);
  });

  it('finds the decision that owns a cell, a rule or a column', () => {
    for (const id of ['k', 'dt', 'i2', 'o1', 'r2', 'e3', 'a1']) expect(decisionOf(definitions, id)).toBe('k');
    expect(decisionOf(definitions, 'fremd')).toBeNull();
  });
});
