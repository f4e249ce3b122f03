import type { RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { startDownstream } from '../../../observation/downstream/downstream.ts';
import { assumeCalls } from '../../../runner/downstream/assume-calls.ts';
import { systemClock } from '../../../simulator/index.ts';
import { simulated } from '../../support/simulated.ts';
import { resultOf } from '../own-rules.ts';

/** Longer than the receiver may wait between two calls (30 s). */
const queueMs = 34_000;
const earlier = 17;

it('the first call may come after a long queue of calls about other PBXs', () =>
  simulated(async () => {
    const downstream = await startDownstream();
    let queue = Promise.resolve();
    const receiver: RequestListener = async (request, response) => {
      const body = await buffer(request);
      response.end();
      const isTestMessage = !body.toString().startsWith('[');
      if (isTestMessage) return;
      queue = queue.then(async () => {
        await fetch(`${downstream.url}/reports`, { method: 'POST', body });
        await systemClock.sleep(queueMs / earlier);
      });
    };
    const what: string[] = [];
    const result = await resultOf(
      async (ctx) => {
        for (let n = 0; n < earlier; n += 1) await ctx.deliver([{ sn: ctx.serial(), repository: {} }]);
        const reports = await assumeCalls(ctx);
        what.push(...reports.map((one) => one.what));
      },
      { receiver, downstream, settleMs: 60, budgetMs: 300_000, time: 'real' },
      { needs: ['downstream'] },
    );
    await queue;
    await downstream.close();
    expect([result.reason, what[0]]).toEqual([undefined, 'a DID change']);
  }));
