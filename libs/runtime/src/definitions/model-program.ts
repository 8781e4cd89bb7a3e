import { readBpmn, readStoredBpmn } from '@zusteuerung/bpmn';
import { extensionsOf } from './model-elements.js';
import type { ModelJob } from './model-process.js';
import { watchEventLoop } from '../work/watchdog.js';
import { readPackage } from './read-package.js';

/** What this process does with a job. */
async function answer(job: ModelJob): Promise<unknown> {
  if (job.kind === 'read') return readStoredBpmn(job.xml);
  if (job.kind === 'extensions') return extensionsOf((await readBpmn(job.xml)).model?.processes ?? []);
  return (await readPackage(job.files)).findings;
}

process.on('message', (job: ModelJob) => {
  answer(job).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error instanceof Error ? error.stack : error) }),
  );
});

// Who asked stops what takes too long; if they are gone, nobody does.
void watchEventLoop(120_000);
