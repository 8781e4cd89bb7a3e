/** @jest-environment jsdom */
import '../test/umgebung.js';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { Knopf } from './Knopf.js';

test.each([
  [false, 1],
  [true, 2],
])('a double click counts once unless several clicks are meant (%p)', async (mehrfach, anzahl) => {
  let gezaehlt = 0;
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  await act(async () =>
    root.render(
      <Knopf mehrfach={mehrfach} onClick={() => gezaehlt++}>
        Weiter
      </Knopf>,
    ),
  );
  const button = container.querySelector('button') as HTMLButtonElement;
  for (const detail of [1, 2]) button.dispatchEvent(new MouseEvent('click', { bubbles: true, detail }));
  expect(gezaehlt).toBe(anzahl);
  await act(async () => root.unmount());
  container.remove();
});
