import { mentions } from '../observation/index.ts';
import { createIdentities } from '../runner/index.ts';
import { outcomeInWords } from '../schemas/words/outcome-words.ts';
import { didReport, isAcknowledged, systemClock, unixSeconds } from '../simulator/index.ts';
import { fail, pass, type StepResult, skipped } from './finding.ts';
import type { Patient } from './patient.ts';

/** Whether the observer shows a state for an unknown PBX. */
export async function examineObserver({ observer, signal }: Patient): Promise<StepResult> {
  if (!observer)
    return skipped('none was given', 'With --observe-url or --observe-cmd, a check also finds lost updates.');
  const seen = await observer.observe(createIdentities().serial(), signal);
  if (seen.kind === 'state')
    return pass(`it shows ${seen.isAbsent ? 'nothing' : 'JSON'} for a PBX that doesn't exist`);
  return fail(seen.reason, 'Make it return the state of one PBX as JSON, and 404 for an unknown PBX.');
}

const looks = 20;
const pauseMs = 250;

/** A genuine report about the made-up PBX, and whether the observer shows it. */
export async function examineReport(patient: Patient): Promise<StepResult> {
  const { observer, isApplied, sn, signal } = patient;
  if (!isApplied)
    return skipped(
      'only the test message and forged messages were sent',
      '--apply also sends one report about a made-up PBX.',
    );
  if (sn === undefined) return skipped('it needs a secret');
  const dids = createIdentities().dids(1);
  const { outcome } = await patient.send({ message: [didReport({ sn, dids, updateTime: unixSeconds() })] });
  const what = `a did_change about ${sn}`;
  if (!isAcknowledged(outcome))
    return fail(`${what} got ${outcomeInWords(outcome)}`, patient.nextAfter(outcome));
  if (!observer) return pass(`${what} is acknowledged`);
  for (let left = looks; left > 0 && !signal.aborted; left -= 1) {
    const seen = await observer.observe(sn, signal);
    if (seen.kind === 'state' && mentions(seen.state, dids[0]?.did ?? sn))
      return pass(`${what} is acknowledged, and the observer shows its DID`);
    await systemClock.sleep(pauseMs, signal);
  }
  return fail(
    `the observer does not show the DID of ${sn} after ${(looks * pauseMs) / 1000} s`,
    "Check that the observer reads the database that your receiver writes, and look into your receiver's log.",
  );
}
