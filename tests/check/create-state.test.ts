import { describe, expect, it } from 'vitest';
import type { CheckOptions } from '../../check/check-options.ts';
import { createState } from '../../check/create-state.ts';
import { assertCanBeSeen, assertUsableOptions } from '../../check/usable-options.ts';
import { testSecret } from '../runner/check-fixture.ts';
import { application } from '../runner/own-rules.ts';
import { withRun } from '../runner/watching/run-with.ts';

/** The shared state of a run with these options. Nothing is sent. */
function stateWith(options: Partial<CheckOptions> = {}) {
  const given = { secret: testSecret, ...options } as CheckOptions;
  return createState('http://127.0.0.1:9/', [], { ...given, downstream: undefined });
}

describe('the shared state of a run', () => {
  it('has the defaults that the documentation names', () => {
    expect(stateWith()).toMatchObject({
      target: {
        webhook: { url: 'http://127.0.0.1:9/', secret: testSecret, method: 'POST' },
        settings: { timeoutSeconds: 5, retryCount: 3 },
        headers: [],
        connection: { allowHosts: [], insecure: false },
      },
      receiver: { comeBackMs: 30_000, sharesProcess: false },
      observation: { settleMs: 2000 },
      effort: { isThorough: false },
      guards: { pace: { ackMs: 0, eachMs: 0, queueMs: 0 } },
      seen: {
        acknowledged: 0,
        looks: { count: 0, totalMs: 0 },
        effects: { count: 0, totalMs: 0 },
        showsEffects: false,
        acceptsTestOnly: false,
        acceptsDids: false,
        gone: undefined,
      },
    });
  });

  it('allows an unverified certificate only if asked to', () => {
    expect(stateWith({ insecure: true }).target.connection.insecure).toBe(true);
    expect(stateWith({ insecure: false }).target.connection.insecure).toBe(false);
    expect(stateWith({ ca: 'a certificate' }).target.connection).toHaveProperty('ca', 'a certificate');
  });

  it('waits for a restarted receiver as long as for its start, and at least 30 s', () => {
    expect(stateWith({ waitMs: 90_000 }).receiver.comeBackMs).toBe(90_000);
    expect(stateWith({ waitMs: 1000 }).receiver.comeBackMs).toBe(30_000);
  });

  it.each<[string, Partial<CheckOptions>, boolean]>([
    ['it is given itself', { receiver: { fetch: () => new Response() } }, true],
    ['the caller says so', { sharesProcess: true }, true],
    ['it is only a URL', {}, false],
  ])('knows whether the receiver is in this process: %s', (_when, options, expected) => {
    expect(stateWith(options).receiver.sharesProcess).toBe(expected);
  });

  it("varies for a GET where a fetch handler can see the message, unless that is the caller's choice", () => {
    const receiver = { fetch: () => new Response() };
    const carriageOf = (options: Partial<CheckOptions>) => {
      const seeds = Array.from({ length: 20 }, (_, n) => n);
      return new Set(
        seeds.map((seed) => stateWith({ vary: true, seed, ...options }).target.profile.payloadIn),
      );
    };
    expect(carriageOf({ receiver, method: 'GET' })).toEqual(new Set(['query']));
    expect(carriageOf({ method: 'GET' })).toEqual(new Set(['body', 'query']));
    expect(carriageOf({ receiver })).toEqual(new Set(['body', 'query']));
    expect(carriageOf({ method: 'GET', profile: { payloadIn: 'body' } })).toEqual(new Set(['body']));
  });

  it('rejects an observer URL that may not be requested, or names no PBX correctly', () => {
    const url = 'http://127.0.0.1:9/';
    const observedAt = (observeUrl: string) => () =>
      assertUsableOptions({ url, secret: testSecret, observeUrl });
    expect(observedAt('http://127.0.0.1:9/{sn}')).not.toThrow();
    expect(observedAt('http://example.com/{sn}')).toThrow(/^the observer is on example\.com, which is not /);
    expect(observedAt('http://127.0.0.1:9/{SN}')).toThrow(/^the observer's URL contains "\{SN\}"; write /);
  });

  it.each<[string, boolean, Partial<CheckOptions>]>([
    ['accepts a GET with a query', true, { method: 'GET', profile: { payloadIn: 'query' } }],
    ['accepts a POST', true, { method: 'POST', profile: { payloadIn: 'body' } }],
    ['rejects a GET with a body', false, { method: 'GET', profile: { payloadIn: 'body' } }],
  ])('%s for a fetch handler, which sees no body of a GET', (_what, isSeen, options) => {
    const receiver = { fetch: () => new Response() };
    const state = stateWith(options);
    const asserting = () => assertCanBeSeen(state, { secret: testSecret, receiver });
    if (isSeen) expect(asserting).not.toThrow();
    else expect(asserting).toThrow('a fetch handler never sees the body of a GET');
    const listener = () => {};
    expect(() => assertCanBeSeen(state, { secret: testSecret, receiver: listener })).not.toThrow();
  });
});

describe('a run', () => {
  const limited = { status: 429, retryAfterMs: 0 } as const;

  it('sends the test message to tell a rate limit from a rejection, even if all others must wait', async ({
    expect,
  }) => {
    const { receiver, requests } = application();
    let tries = 0;
    await withRun({ receiver }, async (run) => {
      run.guards.inFlight.bounds.atOnce = 0;
      const send = async () => ++tries;
      const sending = run.guards.rate.send(send, () => limited);
      await expect.poll(() => requests.length).toBe(1);
      await sending;
    });
    // The receiver accepts the test message, so it rejected the other one for its content.
    expect(tries).toBe(2);
    expect(requests[0]?.headers).toHaveProperty('x-signature');
    expect(requests).toHaveLength(1);
  });

  it('does not wait for a restarted app once it is interrupted', async () => {
    let messages = 0;
    const receiver = application({ statusOf: () => 503 });
    const restart = { kill: async () => {}, start: async () => {} };
    await withRun(receiver, async ({ target: { webhook } }) => {
      const signal = AbortSignal.abort();
      const given = { secret: testSecret, restart, signal, downstream: undefined };
      const state = createState(webhook.url, [], { ...given, url: webhook.url });
      state.seen.hasServed = true;
      await state.receiver.process?.start();
      messages = receiver.requests.length;
      state.target.connector.close();
    });
    expect(messages).toBe(0);
  });
});
