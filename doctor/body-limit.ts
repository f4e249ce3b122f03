import { explanations } from '../schemas/words/explanations.ts';
import { wrongSecret } from '../simulator/faults/wrong-secret.ts';
import { type Outcome, statusOf } from '../simulator/index.ts';
import { fail, pass, type StepResult, skipped } from './finding.ts';
import type { Patient } from './patient.ts';

const kib = 1024;
const maxKib = 1024;
/** The report about a PBX with thousands of DIDs. */
const neededKib = 512;
const timeoutMs = 5000;

/** The largest body that is read, found by bisection with forged messages, which a correct receiver rejects with a 401 or 403. */
export async function examineBodyLimit(patient: Patient): Promise<StepResult> {
  if (patient.webhook.method === 'GET') return skipped('only tried for POST');
  if (isRefused(await sized(patient, 1))) return skipped('even a message of 1 KiB is refused');
  if (!isRefused(await sized(patient, maxKib))) return pass('at least 1 MiB');
  let [accepted, refused] = [1, maxKib];
  while (refused - accepted > Math.max(1, accepted / 20) && !patient.signal.aborted) {
    const middle = Math.floor((accepted + refused) / 2);
    if (isRefused(await sized(patient, middle))) refused = middle;
    else accepted = middle;
  }
  const text = `between ${accepted} and ${refused} KiB`;
  return accepted >= neededKib
    ? pass(text)
    : fail(text, `${explanations['too-large'].fix} A PBX with thousands of DIDs needs it.`);
}

/** A forged message of this size: the test message and spaces. */
async function sized({ send }: Patient, sizeKib: number): Promise<Outcome> {
  const text = '{"event":"test","message":"This is a webhook connectivity test."}';
  return (await send({ message: Buffer.from(text.padEnd(sizeKib * kib)), fault: wrongSecret(), timeoutMs }))
    .outcome;
}

/** A 413, or a connection that breaks while the body is sent. */
function isRefused(outcome: Outcome): boolean {
  return statusOf({ outcome }) === 413 || outcome.kind === 'connection-failed';
}
