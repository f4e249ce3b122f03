import { mentions } from '../observation/index.ts';
import { createIdentities } from '../runner/index.ts';
import { outcomeInWords } from '../schemas/words/outcome-words.ts';
import { didReport, isAcknowledged, systemClock, unixSeconds } from '../simulator/index.ts';
import { type Finding, fail, pass, skipped } from './finding.ts';
import type { Patient } from './patient.ts';

/** Whether the observer shows a state for an unknown PBX. */
export async function examineObserver({ observer, signal }: Patient): Promise<Finding> {
  if (!observer)
    return skipped(
      'observer',
      'none was given',
      'with --observe-url or --observe-cmd, a check also finds lost updates',
    );
  const seen = await observer.observe(createIdentities().serial(), signal);
  if (seen.kind === 'state')
    return pass('observer', `it shows ${seen.isAbsent ? 'nothing' : 'JSON'} for a PBX that doesn't exist`);
  return fail(
    'observer',
    seen.reason,
    'make it return the state of one PBX as JSON, and 404 for one that it does not know',
  );
}

const looks = 20;
const pauseMs = 250;

/** A genuine report about a made-up PBX, and whether the observer shows it. */
export async function examineReport(
  patient: Patient,
  identities = createIdentities(),
): Promise<Finding & { readonly sn?: string }> {
  const { observer, secret, isApplied, signal } = patient;
  if (!isApplied)
    return skipped(
      'report',
      'only the test message and forged messages were sent',
      '--apply also sends one report about a made-up PBX',
    );
  if (secret === undefined) return skipped('report', 'it needs a secret');
  const [sn, dids] = [identities.serial(), identities.dids(1)];
  const { outcome } = await patient.send({ message: [didReport({ sn, dids, updateTime: unixSeconds() })] });
  if (!isAcknowledged(outcome))
    return {
      ...fail(
        'report',
        `a did_change about ${sn} got ${outcomeInWords(outcome)}`,
        patient.nextAfter(outcome),
      ),
      sn,
    };
  if (!observer) return { ...pass('report', `a did_change about ${sn} is acknowledged`), sn };
  for (let left = looks; left > 0 && !signal.aborted; left -= 1) {
    const seen = await observer.observe(sn, signal);
    if (seen.kind === 'state' && mentions(seen.state, dids[0]?.did ?? sn))
      return {
        ...pass('report', `a did_change about ${sn} is acknowledged, and the observer shows its DID`),
        sn,
      };
    await systemClock.sleep(pauseMs, signal);
  }
  const seconds = (looks * pauseMs) / 1000;
  return {
    ...fail(
      'report',
      `the observer does not show the DID of ${sn} after ${seconds} s`,
      'check that it reads the database that the receiver writes, and the log of the receiver',
    ),
    sn,
  };
}
