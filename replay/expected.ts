import type { ExpectedVerdict } from '../schemas/index.ts';
import { traitsOf } from '../simulator/faults/traits.ts';
import { defaultProfile, faults } from '../simulator/index.ts';

/** Which secret it is does not matter: what a fault does to a signature is the same under every one. */
const anyWebhook = { url: 'http://localhost/', secret: 'x'.repeat(32), method: 'POST' } as const;

/** What a right receiver does with what has this fault; undefined when it acknowledges, as it does with all that is genuine. */
export function expectedVerdictOf(faultName: string | undefined): ExpectedVerdict | undefined {
  const fault = faults.find(({ name }) => name === faultName);
  if (!fault || !traitsOf(fault, anyWebhook, defaultProfile).isToBeRefused) return undefined;
  return { verdict: 'refuse', why: `It has the fault ${fault.name}, so it is not genuine.` };
}
