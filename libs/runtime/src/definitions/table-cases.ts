import { readCases, runCase, type DmnModel } from '@zusteuerung/decisions';
import type { Finding } from '@zusteuerung/engine';

/**
 * What cases of `<name>.faelle.json` say of `<name>.dmn`: a warning for each that comes out otherwise, since a rule may
 * be changed on purpose.
 */
export function caseFindings(
  path: string,
  content: string,
  decisions: { file: string; model: DmnModel }[],
): Finding[] {
  const { cases, problems } = readCases(content);
  const own = decisions.find(({ file }) => file === path.replace(/\.faelle\.json$/, '.dmn'))?.model;
  const warning = (code: string, de: string, en: string): Finding => ({
    ...{ code, severity: 'warning', file: path },
    message: { de, en },
  });
  if (!own)
    return [
      warning(
        'CASES_WITHOUT_TABLE',
        'Die Tabelle zu diesen Fällen gibt es nicht.',
        'These cases have no table.',
      ),
    ];
  const models = [own, ...decisions.flatMap(({ model }) => (model === own ? [] : [model]))];
  const now = new Date().toISOString();
  return [
    ...problems.map(({ de, en }) => warning('CASES_UNREADABLE', de, en)),
    ...cases.flatMap((one) => {
      const { failures, passed } = runCase(models, one, now);
      if (passed) return [];
      const text = (language: 'de' | 'en') => failures.map((each) => each[language]).join('; ');
      return {
        ...warning('CASE_FAILED', `Fall „${one.name}“: ${text('de')}`, `Case "${one.name}": ${text('en')}`),
        fix: {
          de: 'Die Tabelle prüfen; ist die Änderung so gewollt, den Fall anpassen.',
          en: 'Look at the table; if the change is meant, adapt the case.',
        },
      };
    }),
  ];
}
