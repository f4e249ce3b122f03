import { expect, it } from 'vitest';
import { foundBefore, nothingAfterwards } from '../../diagnosis/afterwards.ts';
import { probeMissingEffects } from '../../diagnosis/probes/missing-effects.ts';
import { systemClock } from '../../simulator/index.ts';
import { answer } from '../runner/sent.ts';
import { type Applied, simulatedRun } from '../runner/watching/simulated-run.ts';

const { signal } = new AbortController();

/** What is found if the receiver acknowledges everything, and this happens to each report; `nth` counts them from 0. */
async function found(happens: (apply: () => void, nth: number, report: Applied) => unknown) {
  const { run, applied } = simulatedRun({ show: (own) => own.length });
  let nth = 0;
  const send = async (message: unknown) => {
    const [report] = message as Applied[];
    if (report) happens(() => applied.push({ ...report, at: performance.now() }), nth, report);
    nth += 1;
    return { outcome: answer(200), elapsedMs: 1, isAcknowledged: true };
  };
  return probeMissingEffects(run, send, signal);
}

it('nothing is lost if each message has an effect', async () => {
  expect(await found((apply) => apply())).toBeUndefined();
});

it('counts what is lost of messages in turn, or else at once', async () => {
  expect(await found((apply, nth) => nth !== 4 && apply())).toEqual({
    inTurn: { acknowledged: 5, missing: 1 },
  });
  expect(await found((apply, nth) => (nth < 12 || nth >= 31) && apply())).toEqual({
    inTurn: { acknowledged: 10, missing: 0 },
    atOnce: { acknowledged: 20, missing: 19 },
  });
});

it('nothing is lost by chance if reports of the same second are taken for duplicates', async () => {
  const seconds = new Set<unknown>();
  const isNew = ({ updateTime }: Applied) => seconds.size < seconds.add(updateTime).size;
  expect(await found((apply, _, report) => isNew(report) && apply())).toBeUndefined();
});

it('nothing is lost if messages only wait in a queue', async () => {
  let queue = Promise.resolve();
  const inOrder = (apply: () => void) => {
    queue = queue.then(() => systemClock.sleep(300)).then(apply);
  };
  expect(await found(inOrder)).toBeUndefined();
});

it('what is lost remains known if the check ends while it looks for other causes', () => {
  const missingEffects = { inTurn: { acknowledged: 3, missing: 1 } };
  const gathered = {
    ...nothingAfterwards,
    probes: { missingEffects, blockedByIdle: [] },
    alwaysFail: ['any'],
  };
  expect(foundBefore(gathered)).toEqual({ ...nothingAfterwards, probes: { missingEffects } });
});
