import { parentPort } from 'node:worker_threads';
import { readBpmn, readStoredBpmn } from '@zusteuerung/bpmn';
import { extensionsOf } from './model-elements.js';
import type { ModelJob } from './model-thread.js';
import { readPackage } from './read-package.js';

/** What the thread does with a job. */
async function answer(job: ModelJob): Promise<unknown> {
  if (job.kind === 'read') return readStoredBpmn(job.xml);
  if (job.kind === 'extensions') return extensionsOf((await readBpmn(job.xml)).model?.processes ?? []);
  return (await readPackage(job.files)).findings;
}

parentPort?.on('message', (job: ModelJob) => {
  answer(job).then(
    (result) => parentPort?.postMessage({ result }),
    (error: unknown) =>
      parentPort?.postMessage({ error: String(error instanceof Error ? error.stack : error) }),
  );
});
