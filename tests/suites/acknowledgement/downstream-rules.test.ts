import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { startDownstream } from '../../../observation/downstream/downstream.ts';
import type { RuleResult } from '../../../schemas/generated/types.ts';
import { check } from '../../../suites/index.ts';
import { testSecret } from '../../runner/check-fixture.ts';
import { simulated } from '../../support/simulated.ts';

const inTime = 'acknowledgement/does-not-wait-for-downstream';
const retried = 'retry/recovers-from-downstream-failure';

interface Report {
  readonly sn: string;
}

/** A receiver that handles genuine reports with the given function; if that throws, it responds 502. */
function receiving(take: (reports: readonly Report[]) => Promise<void>): Server {
  return createServer(async (request, response) => {
    const body = await bytesOf(request);
    const signature = createHmac('sha256', testSecret).update(body).digest('base64');
    if (request.headers['x-signature'] !== signature) return void response.writeHead(401).end();
    const message: unknown = JSON.parse(body.toString());
    try {
      await take(Array.isArray(message) ? message : []);
      response.end();
    } catch {
      response.writeHead(502).end();
    }
  });
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const body = await buffer(request);
  return body;
}

/** Whether the service accepted it within half a second. */
async function post(url: string, report: Report): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(500);
    return (await fetch(url, { method: 'POST', body: JSON.stringify(report), signal })).ok;
  } catch {
    return false;
  }
}

type MakeReceiver = (url: string, over: AbortSignal) => Server;

/** What the rules say about the receiver; the finding, or else the reason, or else the verdict. */
interface Expected {
  readonly inTime?: RegExp;
  readonly retried?: RegExp;
}
const pass = /^pass$/;

/** Checks the receiver only by its calls. */
async function checkIt(makeReceiver: MakeReceiver, expected: Expected, settleMs = 300) {
  const wanted = [
    [inTime, expected.inTime],
    [retried, expected.retried],
  ] as const;
  const wrongIn = (results: readonly RuleResult[]) =>
    wanted
      .map(([id, pattern]) => ({ id, pattern, says: saysOf(results.find((result) => result.id === id)) }))
      .filter(({ pattern = /^/, says }) => !pattern.test(says))
      .map(({ id, says }) => `${id}: ${says}`)
      .join('\n');
  const results = await checkOnce(makeReceiver, settleMs);
  expect(wrongIn(results)).toBe('');
  return (id: string) => results.find((result) => result.id === id);
}

function saysOf(result: RuleResult | undefined): string {
  return result?.finding?.actual ?? result?.reason ?? result?.verdict ?? 'not checked';
}

function checkOnce(makeReceiver: MakeReceiver, settleMs: number) {
  return simulated(async () => {
    const downstream = await startDownstream();
    const over = new AbortController();
    const { results } = await check({
      receiver: makeReceiver(downstream.url, over.signal),
      downstream,
      secret: testSecret,
      settings: { timeoutSeconds: 3, retryCount: 2 },
      profile: { retryDelayMs: 100 },
      settleMs,
      rules: [inTime, retried],
    }).finally(() => {
      over.abort();
      return downstream.close();
    });
    return results;
  });
}

describe('the rules about the downstream service', () => {
  it("accept a receiver's own queue that retries until the service has accepted the call", async () => {
    const queueing: MakeReceiver = (url, over) =>
      receiving(async (reports) => {
        for (const report of reports)
          void (async () => {
            while (!over.aborted && !(await post(url, report)))
              await new Promise((next) => setTimeout(next, 100));
          })();
      });
    await checkIt(queueing, { inTime: pass, retried: pass });
  });

  it('accept a 502 that makes the sender retry, but not while the service hangs', async () => {
    const known = new Set<string>();
    const refusing: MakeReceiver = (url) =>
      receiving(async (reports) => {
        for (const report of reports) {
          if (known.has(report.sn)) continue;
          if (!(await post(url, report))) throw new Error('not taken');
          known.add(report.sn);
        }
      });
    const is502 = /^29 of 30 messages not acknowledged; for .*: 502 /;
    const resultOf = await checkIt(refusing, { inTime: is502, retried: pass });
    expect(resultOf(inTime)?.finding?.fix).toContain('respond with a 2xx');
  });

  it('do not blame a receiver that is as slow while the service works', async () => {
    let last: Promise<unknown> = Promise.resolve();
    const slow: MakeReceiver = (url) =>
      receiving(async (reports) => {
        for (const report of reports) void post(url, report);
        last = last.then(() => new Promise((next) => setTimeout(next, 300)));
        await last;
      });
    const resultOf = await checkIt(slow, {});
    expect(resultOf(inTime)).toMatchObject({ verdict: 'inconclusive', reasonCode: 'not-acknowledged' });
  });

  it('find calls that nobody retries', async () => {
    const forgetting: MakeReceiver = (url) =>
      receiving(async (reports) => {
        for (const report of reports) void post(url, report);
      });
    await checkIt(forgetting, { retried: /^no call within 30 s(, after \d calls? that got a 500)?$/ });
  });

  it('find calls that are given up after a few quick tries', async () => {
    const givingUp: MakeReceiver = (url) =>
      receiving(async (reports) => {
        for (const report of reports)
          void (async () => {
            for (let left = 3; left > 0 && !(await post(url, report)); left -= 1)
              await new Promise((next) => setTimeout(next, 200));
          })();
      });
    await checkIt(givingUp, { retried: /^no call within 30 s(, after \d calls? that got a 500)?$/ });
  });

  it('find calls that both sides retry', async () => {
    const retryingToo: MakeReceiver = (url) =>
      receiving(async (reports) => {
        for (const report of reports) {
          if (await post(url, report)) continue;
          setTimeout(() => post(url, report), 200);
          throw new Error('not taken');
        }
      });
    await checkIt(retryingToo, { retried: /^2 calls$/ });
  });

  describe('if no call names a PBX', () => {
    /** Each call is a plain notice; a token is fetched for the first one, and after each failure. */
    const notifying =
      (repeats: boolean): MakeReceiver =>
      (url, over) => {
        let hasToken = false;
        const notice = { sn: 'something changed' };
        const notify = async () => {
          hasToken ||= await post(`${url}/token`, notice);
          hasToken = hasToken && (await post(`${url}/notices`, notice));
          return hasToken;
        };
        return receiving(async (reports) => {
          for (const _ of reports)
            void (async () => {
              while (!over.aborted && !(await notify()) && repeats)
                await new Promise((next) => setTimeout(next, 100));
            })();
        });
      };

    it("accept a receiver's own queue", async () => {
      await checkIt(notifying(true), { inTime: pass, retried: pass }, 2000);
    });

    it('find calls that nobody retries', async () => {
      const resultOf = await checkIt(notifying(false), {
        retried: /^no call within 30 s(, after \d calls? that got a 500)?$/,
      });
      expect(resultOf(retried)?.evidence.notes?.[0]).toMatch(/No call names a PBX/);
    });
  });

  it('do not blame a receiver that calls no service', async () => {
    const isMissing = /configure the receiver to call it/;
    const resultOf = await checkIt(() => receiving(async () => {}), {
      inTime: isMissing,
      retried: isMissing,
    });
    for (const id of [inTime, retried]) expect(resultOf(id)?.verdict).toBe('inconclusive');
  });

  it('leave the service unchanged', () =>
    simulated(async () => {
      const downstream = await startDownstream();
      const receiver = receiving(async (reports) => {
        for (const report of reports) void post(downstream.url, report);
      });
      await check({ receiver, downstream, secret: testSecret, rules: [inTime, retried], settleMs: 300 });
      expect((await fetch(downstream.url)).status).toBe(200);
      await downstream.close();
    }));
});
