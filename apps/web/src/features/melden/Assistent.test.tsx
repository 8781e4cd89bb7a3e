/** @jest-environment jsdom */
import '../../test/umgebung.js';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { readForm, type Form } from '@zusteuerung/forms';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import { Assistent } from './Assistent.js';

const textfield = (key: string, label: string) => ({
  type: 'textfield',
  id: key,
  key,
  label,
  validate: { required: true },
});
const group = (id: string, label: string, components: unknown[]) => ({
  type: 'group',
  id,
  label,
  components,
});
const { form } = readForm(
  JSON.stringify({
    id: 'meldung',
    type: 'default',
    schemaVersion: 18,
    components: [
      group('G1', 'Wer meldet?', [textfield('stelle', 'Ihre Stelle')]),
      group('G2', 'Worum geht es?', [textfield('anlass', 'Anlass')]),
    ],
  }),
);
const zugang = { id: 'meldung', name: 'Fall melden', beschreibung: '', zielgruppe: '' };
const kommune = {
  id: 'rheine',
  name: 'Rheine',
  einleitung: '',
  kontakt: {},
  notfall: [],
  zugaenge: [zugang],
  datenschutz: {
    ...{ verantwortlich: 'Rheine', beauftragte: null, aufsicht: 'LDI NRW', hinweis: null },
    ...{ speicherdauer: [], stellen: [] },
  },
};

let root: Root;
let container: HTMLElement;

async function open(pfad = '/'): Promise<void> {
  container = document.createElement('div');
  document.body.append(container);
  root = createRoot(container);
  await act(async () =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <MemoryRouter initialEntries={[pfad]}>
          <Assistent kommune={kommune} zugang={zugang} form={form as Form} />
        </MemoryRouter>
      </QueryClientProvider>,
    ),
  );
}

async function close(): Promise<void> {
  await act(async () => root.unmount());
  container.remove();
}

async function type(id: string, text: string): Promise<void> {
  const input = document.getElementById(id) as HTMLInputElement;
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  await act(async () => {
    setter?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

async function press(text: string): Promise<void> {
  const button = [...container.querySelectorAll('button')].find(
    (candidate) => candidate.textContent === text,
  );
  await act(async () => button?.click());
}

beforeEach(async () => {
  sessionStorage.clear();
  await open();
});
afterEach(close);

test('one group of questions at a time, and no way on with a gap', async () => {
  expect(container.textContent).toContain('Schritt 1 von 3');
  await press('Weiter');
  expect(container.textContent).toContain('Schritt 1 von 3');
  expect(container.querySelector('.zst-fehlerliste')).not.toBeNull();
  await type('feld-stelle', 'Jobcenter');
  await press('Weiter');
  expect(container.querySelector('h2')?.textContent).toBe('Worum geht es?');
});

test('answers survive a reload', async () => {
  await type('feld-stelle', 'Jobcenter');
  await close();
  await open();
  expect((document.getElementById('feld-stelle') as HTMLInputElement).value).toBe('Jobcenter');
});

test('the check page shows every answer and finds what is missing', async () => {
  await type('feld-stelle', 'Jobcenter');
  await close();
  await open('/?schritt=pruefen');
  expect(container.textContent).toContain('Jobcenter');
  await press('Meldung absenden');
  expect(container.querySelector('.zst-fehlerliste')?.textContent).toContain('Anlass');
});

test('with nothing kept it begins at the beginning, as after going back from a Meldung that was sent', async () => {
  await close();
  await open('/?schritt=pruefen');
  expect(container.textContent).toContain('Schritt 1 von 3');
  await type('feld-stelle', 'Jobcenter');
  await press('Weiter');
  expect(container.textContent).toContain('Schritt 2 von 3');
});

test('discarding empties the form and the storage', async () => {
  await type('feld-stelle', 'Jobcenter');
  await press('Ja, verwerfen');
  expect((document.getElementById('feld-stelle') as HTMLInputElement).value).toBe('');
  expect(sessionStorage.length).toBe(0);
});
