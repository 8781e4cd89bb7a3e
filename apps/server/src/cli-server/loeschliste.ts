import type { ErasedOnes } from '@zusteuerung/runtime';
import { z } from 'zod';
import { readKeptOutput } from '../cli/kept-output.js';
import { UserProblem } from '../cli/problem.js';

const form = z.array(z.object({ tenant: z.string(), hashes: z.array(z.string().regex(/^[0-9a-f]{64}$/)) }));

/** The erase list in a file that `zst retention erasures` has written; without a file an empty one. */
export function readLoeschliste(file: string | undefined): ErasedOnes[] {
  if (file === undefined) return [];
  try {
    return form.parse(JSON.parse(readKeptOutput(file)));
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT')
      throw new UserProblem('NO_FILE', `„${file}“ gibt es nicht.`, `no file ${file}`);
    throw new UserProblem(
      'BAD_ERASE_LIST',
      `„${file}“ enthält nicht, was „zst retention erasures“ ausgibt.`,
      `${file} does not hold the output of zst retention erasures`,
    );
  }
}
