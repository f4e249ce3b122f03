import { describe, expect, it } from 'vitest';
import type { CheckOptions } from '../../runner/check-options.ts';
import { createState } from '../../runner/create-state.ts';
import { testSecret } from './check-fixture.ts';

/** The shared state of a run with these options. Nothing is sent. */
function stateWith(options: Partial<CheckOptions> = {}) {
  const given = { secret: testSecret, ...options } as CheckOptions;
  return createState('http://127.0.0.1:9/', { ...given, downstream: undefined });
}

describe('the shared state of a run', () => {
  it('has the defaults that the documentation names', () => {
    expect(stateWith()).toMatchObject({
      webhook: { url: 'http://127.0.0.1:9/', secret: testSecret, method: 'POST' },
      settings: { timeoutSeconds: 5, retryCount: 3 },
      headers: [],
      connection: { allowHosts: [], insecure: false },
      settleMs: 2000,
      comeBackMs: 30_000,
      isThorough: false,
      sharesProcess: false,
      pace: { ackMs: 0, eachMs: 0, queueMs: 0 },
      seen: {
        acknowledged: 0,
        looks: { count: 0, totalMs: 0 },
        showsEffects: false,
        acceptsTestOnly: false,
        gone: undefined,
      },
    });
  });

  it('allows an unverified certificate only if asked to', () => {
    expect(stateWith({ insecure: true }).connection.insecure).toBe(true);
    expect(stateWith({ insecure: false }).connection.insecure).toBe(false);
    expect(stateWith({ ca: 'a certificate' }).connection).toHaveProperty('ca', 'a certificate');
  });

  it('waits for a restarted receiver as long as for its start, and at least 30 s', () => {
    expect(stateWith({ waitMs: 90_000 }).comeBackMs).toBe(90_000);
    expect(stateWith({ waitMs: 1000 }).comeBackMs).toBe(30_000);
  });

  it.each<[string, Partial<CheckOptions>, boolean]>([
    ['it is given itself', { receiver: { fetch: () => new Response() } }, true],
    ['the caller says so', { sharesProcess: true }, true],
    ['it is only a URL', {}, false],
  ])('knows whether the receiver is in this process: %s', (_when, options, expected) => {
    expect(stateWith(options).sharesProcess).toBe(expected);
  });

  it("varies for a GET where a fetch handler can see the message, unless that is the caller's choice", () => {
    const receiver = { fetch: () => new Response() };
    const carriageOf = (options: Partial<CheckOptions>) => {
      const seeds = Array.from({ length: 20 }, (_, n) => n);
      return new Set(seeds.map((seed) => stateWith({ vary: true, seed, ...options }).profile.getCarriage));
    };
    expect(carriageOf({ receiver, method: 'GET' })).toEqual(new Set(['query']));
    expect(carriageOf({ method: 'GET' })).toEqual(new Set(['body', 'query']));
    expect(carriageOf({ receiver })).toEqual(new Set(['body', 'query']));
    expect(carriageOf({ method: 'GET', profile: { getCarriage: 'body' } })).toEqual(new Set(['body']));
  });
});
