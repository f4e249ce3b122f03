import { expect, it } from 'vitest';
import { memoryPerProcess } from '../../diagnosis/causes/memory-per-process.ts';
import type { Facts } from '../../diagnosis/facts.ts';
import { digest, write } from '../../fixtures/receivers/apply.ts';
import { withParts } from '../../fixtures/receivers/broken-receiver.ts';
import { checkFixture } from '../runner/check-fixture.ts';

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
