import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { Responses } from '../../runner/responses.ts';
import { SilenceWatch } from '../../runner/silence.ts';
import type { Transmission } from '../../simulator/index.ts';
import { isGenuine } from '../diagnosis/diagnosed.ts';
import { checkServer, serverOf } from './check-server.ts';

const timeoutMs = 10;
const fast = { ackMs: 1, eachMs: 1, queueMs: 0 };

const waited = { outcome: { kind: 'timeout', phase: 'head' }, elapsedMs: timeoutMs } as Transmission;
const responded = { outcome: { kind: 'response', status: 401 }, elapsedMs: 1 } as Transmission;
const unfinished = {
  outcome: { kind: 'timeout', phase: 'body', status: 200 },
  elapsedMs: timeoutMs,
} as Transmission;

/** Notes these after enough time, and returns whether the silence is final, and how often the receiver was asked. */
async function noted(all: readonly Transmission[], { isGenuine = true, pace = fast, responds = false } = {}) {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const ask = vi.fn(async () => responds);
    const responses = new Responses();
    const silence = new SilenceWatch({ responses, timeoutMs, responds: ask });
    for (const sent of all) {
      vi.advanceTimersByTime(2 * timeoutMs);
      responses.note('a message', sent, isGenuine);
      silence.look(pace);
      await Promise.resolve();
      await Promise.resolve();
      await Promise.resolve();
    }
    return { isFinal: silence.isFinal, asked: ask.mock.calls.length };
  } finally {
    vi.useRealTimers();
  }
}

describe('a silence', () => {
  it('is final after three messages without a response, and a last wait for one', async () => {
    expect(await noted([waited, waited, waited])).toEqual({ isFinal: true, asked: 1 });
    expect(await noted([responded, waited, waited, waited, responded])).toEqual({ isFinal: true, asked: 1 });
  });

  it.each<[string, Parameters<typeof noted>]>([
    ['only two wait', [[waited, waited]]],
    ['a response comes in between', [[waited, waited, responded, waited, waited]]],
    ['a response only starts in between', [[waited, waited, unfinished, waited]]],
    ['only forged messages wait', [[waited, waited, waited], { isGenuine: false }]],
    ['the receiver may work off a queue', [[waited, waited, waited], { pace: { ...fast, eachMs: 20 } }]],
  ])('is not final, and no reason to ask, if %s', async (_when, args) => {
    expect(await noted(...args)).toEqual({ isFinal: false, asked: 0 });
  });

  it('is not final if the receiver responds in the end, which is tried three times', async () => {
    const six = Array.from({ length: 6 }, () => waited);
    expect(await noted(six, { responds: true })).toEqual({ isFinal: false, asked: 3 });
  });

  it('is not final if another message gets a response during the last wait', async () => {
    const responses = new Responses();
    const responds = async () => {
      responses.note('another message', responded, true);
      return false;
    };
    const silence = new SilenceWatch({ responses, timeoutMs: 0, responds });
    for (let n = 0; n < 3; n += 1) responses.note('a message', { ...waited, elapsedMs: 0 }, true);
    silence.look({ ackMs: 0, eachMs: 0, queueMs: 0 });
    await setImmediate();
    expect(responses.last?.what).toBe('another message');
    expect(silence.isFinal).toBe(false);
  });
});

const timeout = 3;
const genuineOnly = ['signature/accepts-*', 'retry/acknowledges-duplicates', 'security/is-alive-at-the-end'];
/** Each waits for one timeout, so that the check notices the silence before the last of them starts. */
const oneByOne = [
  'acknowledgement/acknowledges-a-burst',
  'acknowledgement/acknowledges-quickly',
  'acknowledgement/acknowledges-large-messages',
  'message/limits-size',
];

describe('a check of a receiver that stops responding', () => {
  it('to reports ends early, and still checks what needs none', { timeout: 60_000 }, async () => {
    let hasRejected = false;
    const server = serverOf((message, response, request) => {
      const isForged = !isGenuine(message, request);
      hasRejected ||= isForged;
      if (isForged) response.writeHead(401).end();
      else if (!hasRejected || !message.startsWith('[')) response.writeHead(200).end();
    });
    const settings = { timeoutSeconds: timeout };
    const rules = [...genuineOnly, 'signature/rejects-*', ...oneByOne];
    const { results, diagnosis } = await checkServer(server, rules, { settings, budgetMs: 120_000 });
    const verdicts = Object.fromEntries(results.map(({ id, verdict }) => [id, verdict]));
    expect(verdicts['security/is-alive-at-the-end']).toBe('fail');
    expect(verdicts['signature/rejects-missing']).toBe('pass');
    expect(diagnosis?.title).toMatch(/^Your receiver stopped responding to reports/);
    expect(results.map(({ reasonCode }) => reasonCode)).toContain('not-responding');
  });
});
