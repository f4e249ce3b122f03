import type { ExpectedVerdict } from '../schemas/index.ts';
import { traitsOf } from '../simulator/faults/traits.ts';
import { defaultProfile, faultNamed } from '../simulator/index.ts';

/** Any secret will do: what a fault does to a signature doesn't depend on it. */
const anyWebhook = { url: 'http://localhost/', secret: 'x'.repeat(32), method: 'POST' } as const;

/** How a correct receiver responds to this fault; undefined if it acknowledges, as for every genuine message. */
export function expectedVerdictOf(faultName: string | undefined): ExpectedVerdict | undefined {
  const fault = faultNamed(faultName);
  if (!fault || !traitsOf(fault, anyWebhook, defaultProfile).isToBeRefused) return undefined;
  return { verdict: 'refuse', why: `It has the fault ${fault.name}, so it is not genuine.` };
}

/** Why a message with such a fault can't be signed again. */
export const onlyAsRecorded = `a correct receiver rejects this message, and a new signature would change that; send it unchanged with --as-recorded, or choose other messages with --only`;
