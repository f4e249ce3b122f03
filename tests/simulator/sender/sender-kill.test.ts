import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openJournal } from '../../../simulator/journal/file.ts';
import type { JournalledDelivery } from '../../../simulator/journal/journal.ts';
import { seededRandom } from '../../../simulator/random.ts';
import { startRecording } from '../../support/recording-receiver.ts';
import { buildChild, runChild } from './killed.ts';

const folder = mkdtempSync(join(tmpdir(), 'hookswitch-kill-'));
let child = '';
beforeAll(async () => {
  child = await buildChild();
});

const lanes = [0, 1, 2, 3];
const kills = 50;
const attempts = 3;
/** More than a child takes to start and be killed on a very busy machine (ms). */
const killMs = 20_000;

describe('a sender killed at any moment', () => {
  // Four journals, each through 50 kills: 200 moments in all.
  it.concurrent.each(lanes)(
    'finds every accepted delivery again, and invents none (journal %i)',
    async (lane) => {
      const random = seededRandom(1000 + lane);
      const path = join(folder, `lane-${lane}.jsonl`);
      const answered = new Set<string>();
      // Every third request fails, some after a delay, so that there is always something to retry.
      const receiver = await startRecording((response, { body }, n) => {
        const isAcked = n % 3 !== 0;
        response.statusCode = isAcked ? 200 : 500;
        setTimeout(() => {
          response.end();
          if (isAcked) answered.add(serialIn(body));
        }, n % 5);
      });
      const about = new Set<number>();
      const accepted = new Set<number>();
      let pendingAtSomeTime = 0;
      for (let kill = 0; kill < kills; kill += 1) {
        const argv = [child, path, receiver.url, 'push', String(kill * 10_000)];
        const moment = { accepted: Math.floor(random() * 12), laterMs: random() * 8 };
        const said = await runChild(argv, moment);
        for (const n of said.about) about.add(n);
        for (const n of said.accepted) accepted.add(n);
        pendingAtSomeTime += (await deliveriesIn(path)).filter(({ state }) => state === 'pending').length;
      }
      expect((await runChild([child, path, receiver.url, 'resume'])).exitCode).toBe(0);
      await receiver.close();

      const deliveries = await deliveriesIn(path);
      const bySerial = new Map(deliveries.map((delivery) => [serialIn(delivery.message), delivery]));
      expect(bySerial.size).toBe(deliveries.length);
      expect([...accepted].filter((n) => !bySerial.has(`PBX-${n}`))).toEqual([]);
      expect([...bySerial.keys()].filter((sn) => !about.has(Number(sn.slice(4))))).toEqual([]);
      expect(deliveries.filter(({ state }) => state === 'pending')).toEqual([]);
      const received = new Map<string, number>();
      for (const { body } of receiver.requests)
        received.set(serialIn(body), (received.get(serialIn(body)) ?? 0) + 1);
      expect([...received.keys()].filter((sn) => !bySerial.has(sn))).toEqual([]);
      for (const [sn, delivery] of bySerial) assertHonest(delivery, received.get(sn) ?? 0, answered.has(sn));
      // Otherwise nothing was tested.
      expect(accepted.size).toBeGreaterThan(kills);
      expect(pendingAtSomeTime).toBeGreaterThan(kills / 2);
    },
    killMs * kills,
  );
});

/** Its attempts are numbered without gaps, at most as many as allowed and at least as many as arrived. */
function assertHonest({ state, attempts: made }: JournalledDelivery, received: number, isAcked: boolean) {
  const numbers = made.map(({ n }) => n);
  expect(numbers).toEqual([1, 2, 3].slice(0, numbers.length));
  expect(received).toBeLessThanOrEqual(numbers.length);
  if (state === 'exhausted') expect(numbers.length).toBe(attempts);
  else expect(isAcked).toBe(true);
}

async function deliveriesIn(path: string): Promise<JournalledDelivery[]> {
  const journal = await openJournal(path);
  const all = [...journal.deliveries()];
  await journal.close();
  return all;
}

function serialIn(body: Uint8Array): string {
  return JSON.parse(Buffer.from(body).toString())[0].sn;
}
