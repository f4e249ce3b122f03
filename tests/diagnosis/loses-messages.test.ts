import type { RequestListener } from 'node:http';
import { json } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { foundBefore, nothingAfterwards } from '../../diagnosis/afterwards.ts';
import { losesMessages } from '../../diagnosis/causes/loses-messages.ts';
import { memoryPerProcess } from '../../diagnosis/causes/memory-per-process.ts';
import type { Facts } from '../../diagnosis/facts.ts';
import { probeMissingEffects } from '../../diagnosis/probes/missing-effects.ts';
import { digest, write } from '../../fixtures/receivers/apply.ts';
import { withParts } from '../../fixtures/receivers/broken-receiver.ts';
import { fail, noEffectShown } from '../../runner/context/expect.ts';
import type { RuleResult } from '../../schemas/generated/types.ts';
import { systemClock } from '../../simulator/index.ts';
import { checkFixture } from '../runner/check-fixture.ts';
import { checkOwn, ownRule, sleep } from '../runner/own-rules.ts';
import { answer } from '../runner/sent.ts';
import { type Applied, simulatedRun } from '../runner/watching/simulated-run.ts';

interface Report {
  readonly sn: string;
}

/** Keeps the message in a variable, and works on it after the response: one that arrives in between replaces it. */
function keepsOneMessage() {
  const counts = new Map<string, number>();
  let current: readonly Report[] = [];
  const receiver: RequestListener = async (request, response) => {
    const message = await json(request);
    response.end();
    if (!Array.isArray(message)) return;
    current = message;
    await sleep(30);
    for (const { sn } of current) counts.set(sn, (counts.get(sn) ?? 0) + 1);
    current = [];
  };
  return { receiver, observe: (sn: string) => counts.get(sn) ?? null };
}

it('a receiver whose messages overwrite each other is diagnosed if three rules miss an effect', async () => {
  const misses = async () => noEffectShown('a DID change');
  const rules = ['one', 'two', 'three'].map((name) => ownRule(name, misses, { needs: ['observer'] }));
  const causeOf = async (some: typeof rules) => (await checkOwn(some, keepsOneMessage())).diagnosis;
  const diagnosis = await causeOf(rules);
  expect(diagnosis).toMatchObject({ cause: 'loses-messages', explains: rules.map(({ id }) => id) });
  expect(diagnosis?.title).toMatch(
    / that arrive at the same time: \d+ of 20 that it acknowledged had no effect\.$/,
  );
  expect(diagnosis?.evidence[0]).toMatch(/: all of 10 had an effect$/);
  for (const id of ['message/applies-every-item', 'message/applies-simultaneous-messages']) {
    const failed = { ...ownRule('failed', async () => fail('all', 'some')), id };
    expect(await causeOf([...rules, failed])).toMatchObject({ cause: 'loses-messages' });
  }
  expect((await causeOf(rules.slice(1)))?.cause).not.toBe('loses-messages');
});

it('explains rules that miss an effect, but no rejection of a genuine message', () => {
  const cause = losesMessages({
    probes: { missingEffects: { inTurn: { acknowledged: 4, missing: 1 } } },
  } as Facts);
  expect(cause?.title).toBe(
    'Your receiver loses messages now and then: 1 of 4 that it acknowledged had no effect.',
  );
  const failed = (status: number) => ({
    verdict: 'fail',
    severity: 'refuses-genuine',
    finding: { attempt: 1 },
    evidence: { attempts: [{ n: 1, outcome: { kind: 'response', status } }] },
  });
  const follows = (result: object) => cause?.follows?.(result as RuleResult);
  expect(follows(failed(200))).toBe(true);
  expect(follows(failed(401))).toBe(false);
  expect(follows({ verdict: 'inconclusive', reasonCode: 'no-effect-shown' })).toBe(true);
  expect(follows({ verdict: 'inconclusive', reasonCode: 'not-acknowledged' })).toBe(false);
});

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

/** Whichever process gets a message writes to the shared store, and knows only its own messages. */
const withProcesses = (count: number) =>
  withParts(() => {
    const processes = Array.from({ length: count }, () => new Set<string>());
    return {
      apply(store, report) {
        const known = processes[Math.floor(Math.random() * count)];
        if (known?.has(digest(report))) return;
        known?.add(digest(report));
        write(store.open(report.sn), report);
      },
    };
  });

const rules = ['retry/applies-once', 'retry/applies-concurrent-duplicates-once', 'retry/survives-a-lost-ack'];

it('says once that each of several processes has its own memory', async () => {
  const { diagnosis, results } = await checkFixture(withProcesses(4), { rules });
  const failed = results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);
  expect(failed.length).toBeGreaterThan(1);
  expect(diagnosis).toMatchObject({ cause: 'memory-per-process', explains: failed });
  expect(diagnosis?.title).toMatch(/^Your receiver applied 4 of \d+ copies of a message: /);
});

it('blames no processes if every copy is applied', async () => {
  const appliesAll = withParts(() => ({
    apply: (store, report) => write(store.open(report.sn), report),
  }));
  const { diagnosis, summary } = await checkFixture(appliesAll, { rules });
  expect(summary.fail).toBeGreaterThan(0);
  expect(diagnosis).toBeUndefined();
});

it.each([
  ['is recognized', [true, false, false, false]],
  ['is recognized from the third on', [true, true, false, false]],
])('blames no processes if each copy %s', (_, copies) => {
  expect(memoryPerProcess({ probes: { copies } } as unknown as Facts)).toBeUndefined();
});
