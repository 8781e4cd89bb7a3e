import type { Kommune } from '@zusteuerung/domain';
import type { Finding } from '@zusteuerung/engine';
import { readForm } from '@zusteuerung/forms';
import type { PackageFile } from '@zusteuerung/runtime';
import { ERLAUBT, unknownEmpfaenger } from '../datenschutz/empfaenger.js';
import { einwilligungstextOf } from '../datenschutz/erklaerung.js';

/** Whether the forms by which cases come in say whom their consent names, and name who is there. */
export function checkEinwilligungstexte(kommune: Kommune, files: PackageFile[]): Finding[] {
  const organisationen = new Set(kommune.organisationen.map(({ id }) => id));
  const used = new Set(kommune.zugaenge.map(({ formular }) => formular));
  return files.flatMap(({ path, content }) => {
    const form = path.endsWith('.form') ? readForm(content).form : null;
    const text = form && used.has(form.id) ? einwilligungstextOf(form) : null;
    if (!text) return [];
    if (!text.genannt) return [ohneEmpfaenger(path)];
    return unknownEmpfaenger(text.genannt, organisationen).map((name) => unbekannt(path, name));
  });
}

const ohneEmpfaenger = (file: string): Finding => ({
  code: 'EINWILLIGUNG_OHNE_EMPFAENGER',
  severity: 'warning',
  file,
  message: {
    de: 'Das Formular fragt nach der Einwilligung, sagt aber nicht, wer den Fall bekommen darf. Angenommen werden das Case Management und die Koordinierungsstelle; an andere Stellen geht ein Fall dann nicht.',
    en: 'The form asks for consent without saying who may get the case: taken to be the case management and the coordination.',
  },
  fix: {
    de: `Geben Sie dem Text vor der Frage die Eigenschaft „empfaenger“: Kennungen aus kommune.json oder ${ERLAUBT.join(', ')}, mit Strichpunkt getrennt.`,
    en: 'Give the text before the question the property "empfaenger".',
  },
});

const unbekannt = (file: string, name: string): Finding => ({
  code: 'EMPFAENGER_UNBEKANNT',
  severity: 'error',
  file,
  message: {
    de: `Die Einwilligung nennt „${name}“: Das ist weder eine Organisation aus kommune.json noch eines von ${ERLAUBT.join(', ')}.`,
    en: `The consent names "${name}", which is neither an organisation of kommune.json nor one of ${ERLAUBT.join(', ')}.`,
  },
});
