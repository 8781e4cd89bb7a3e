import type { Reisende } from './reise.js';

/** Changes „fristen“ in the field of variables; gives what stood there before. */
async function setFristen({ page }: Reisende, fristen: (vorher: unknown) => unknown): Promise<unknown> {
  await page.getByText('Alle Variablen als JSON bearbeiten').click();
  const feld = page.getByLabel('Variablen', { exact: true });
  const variablen = JSON.parse(await feld.inputValue()) as { fristen: unknown };
  const vorher = variablen.fristen;
  await feld.fill(JSON.stringify({ ...variablen, fristen: fristen(vorher) }, null, 2));
  return vorher;
}

/** Says why, looks at what follows and does it. */
async function act({ page }: Reisende, begruendung: string): Promise<void> {
  await page.getByLabel('Begründung').fill(begruendung);
  await page.getByRole('button', { name: 'Folgen ansehen' }).click();
  await page.getByRole('button', { name: 'Jetzt ausführen' }).click();
  await page.getByText('Das ist geschehen').waitFor();
}

/** From the case's page: gives it deadlines that are none, so that it stands still after the open task. */
export async function spoilDeadlines(koordination: Reisende): Promise<unknown> {
  await koordination.page.getByRole('link', { name: 'Eingreifen' }).click();
  await koordination.page.getByLabel('Eingriff').selectOption({ label: 'Variablen ändern' });
  const richtig = await setFristen(koordination, (vorher) =>
    Object.fromEntries(Object.keys(vorher as object).map((name) => [name, 'bald'])),
  );
  await act(koordination, 'Fristen zur Probe falsch gesetzt');
  return richtig;
}

/** From the list of incidents: finds the case, puts the deadlines right and tries again. */
export async function mend(koordination: Reisende, referenz: string, richtig: unknown): Promise<void> {
  const { page } = koordination;
  await koordination.go('/betrieb');
  const eintrag = page.locator('.zst-eintrag', { hasText: referenz });
  await eintrag.waitFor();
  await koordination.look('stoerungen');
  await eintrag.getByRole('link').first().click();
  await page.getByText('Störung bei „').waitFor();
  await page.getByText('Dabei Variablen berichtigen').click();
  await koordination.look('stoerung');
  await setFristen(koordination, () => richtig);
  await act(koordination, 'Fristen wieder wie vereinbart');
}
