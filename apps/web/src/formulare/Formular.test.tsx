/** @jest-environment jsdom */
import '../test/umgebung.js';
import { jest } from '@jest/globals';
import { readForm, type Form, type Variables } from '@zusteuerung/forms';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { ApiFehler } from '../api/fehler.js';
import { Formular } from './Formular.js';

const schema = {
  id: 'probe',
  type: 'default',
  schemaVersion: 18,
  components: [
    {
      type: 'radio',
      id: 'f1',
      key: 'entscheidung',
      label: 'Nehmen Sie den Fall an?',
      values: [
        { label: 'Ja', value: 'ja' },
        { label: 'Nein', value: 'nein' },
      ],
      validate: { required: true },
      properties: { fehlertext: 'Bitte entscheiden Sie.' },
    },
    {
      type: 'textarea',
      id: 'f2',
      key: 'grund',
      label: 'Grund',
      description: 'Ein Satz genügt.',
      validate: { required: true },
      conditional: { hide: '=entscheidung = null or entscheidung != "nein"' },
    },
  ],
};

let root: Root;
let container: HTMLElement;
const onAbsenden = jest.fn<(antworten: Variables) => void>();

function render(fehler: unknown = null): void {
  const { form } = readForm(JSON.stringify(schema));
  act(() =>
    root.render(
      <Formular
        form={form as Form}
        werte={{}}
        absenden="Abschließen"
        beschaeftigt={false}
        fehler={fehler}
        onAbsenden={onAbsenden}
      />,
    ),
  );
}

const one = <T extends Element>(selector: string): T => {
  const found = container.querySelector<T>(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
};
const click = (selector: string) => act(() => one<HTMLElement>(selector).click());

beforeEach(() => {
  onAbsenden.mockClear();
  container = document.createElement('div');
  document.body.append(container);
  root = createRoot(container);
  render();
});

afterEach(() => {
  act(() => root.unmount());
  container.remove();
});

test('an error summary takes the focus and its links lead to the fields', () => {
  click('button[type=submit]');
  expect(onAbsenden).not.toHaveBeenCalled();
  expect(document.activeElement?.textContent).toContain('Eine Angabe fehlt');
  click('.zst-fehlerliste a');
  expect(document.activeElement?.id).toBe('feld-entscheidung');
});

test('an error belongs to its field for those who do not see it', () => {
  click('button[type=submit]');
  const frage = one('fieldset[role=radiogroup]');
  const ids = frage.getAttribute('aria-describedby')?.split(' ') ?? [];
  expect(ids.map((id) => document.getElementById(id)?.textContent)).toEqual(['Bitte entscheiden Sie.']);
  expect(frage.getAttribute('aria-invalid')).toBe('true');
});

test('a question appears when an earlier answer asks for it', () => {
  expect(container.querySelector('textarea')).toBeNull();
  click('input[value=nein]');
  expect(one('textarea').getAttribute('aria-describedby')).toBe('feld-grund-hinweis');
});

test('what is valid is handed on', () => {
  click('input[value=ja]');
  click('button[type=submit]');
  expect(onAbsenden).toHaveBeenCalledWith(expect.objectContaining({ entscheidung: 'ja' }));
});

test('field errors of the server show like our own, with the answers kept', () => {
  click('input[value=ja]');
  render(
    new ApiFehler(422, 'EINGABE', '', [{ feld: 'entscheidung', code: 'X', text: 'Geht gerade nicht.' }]),
  );
  expect(one('.zst-fehlerliste').textContent).toContain('Geht gerade nicht.');
  expect(one<HTMLInputElement>('input[value=ja]').checked).toBe(true);
});
