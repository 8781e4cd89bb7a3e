import { rule } from '../rule.js';

/** What an activity writes by a data association is a data object or property around it. */
export const dataAssociation = rule({
  codes: {
    UNKNOWN_DATA: {
      severity: 'info',
      at: 'activity or event with a data association',
      de: '„{name}“ schreibt nach „{data}“; kein Datenobjekt und keine Eigenschaft im Umkreis heißt so.',
      en: '"{name}" writes to "{data}"; no data object or property around it has this name.',
      fix: {
        de: 'Das Datenobjekt auf dieselbe oder eine umgebende Ebene legen; sonst gilt der Name als Variable des Prozesses.',
        en: 'Put the data object on the same or an enclosing level; otherwise the name is a variable of the process.',
      },
    },
  },
  scope({ container, around, process }, report) {
    const visible = new Set(
      [container, process, ...around.map((node) => node.content)].flatMap((holder) => holder?.data ?? []),
    );
    for (const node of container.nodes)
      for (const { target } of node.dataOutputs) {
        const [data = ''] = target.split('.');
        if (!visible.has(data) && !node.data.includes(data)) report('UNKNOWN_DATA', node, { data });
      }
  },
});
