import { describe, expect, it } from 'vitest';
import type { CommonCheckOptions } from '../../../check/check-options.ts';
import { conclude } from '../../../reports/conclusion.ts';
import { defined } from '../../../text/defined.ts';
import { checkServer, serverOf } from '../check-server.ts';

/** Whether it allows a request at this time (s). */
type Limiter = (now: number) => boolean;

const fixedWindow = (most: number, seconds: number): Limiter => {
  let [begunAt, taken] = [Number.NEGATIVE_INFINITY, 0];
  return (now) => {
    if (now - begunAt >= seconds) [begunAt, taken] = [now, 0];
    taken += 1;
    return taken <= most;
  };
};

const slidingWindow = (most: number, seconds: number): Limiter => {
  let times: number[] = [];
  return (now) => {
    times = times.filter((at) => at > now - seconds);
    if (times.length >= most) return false;
    times.push(now);
    return true;
  };
};

const tokenBucket = (size: number, perSecond: number): Limiter => {
  let [tokens, filledAt] = [size, 0];
  return (now) => {
    tokens = Math.min(size, tokens + perSecond * (now - filledAt));
    filledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
};

interface Refusal {
  readonly status?: 429 | 503;
  readonly retryAfter?: number;
  /** Whether an allowed message is acknowledged. */
  readonly acknowledges?: (message: string) => boolean;
}

/** Checks a receiver that limits its rate. Its clock stands still until the limit is reached. */
async function checked(
  limiter: Limiter,
  { status = 429, retryAfter, acknowledges = () => true }: Refusal = {},
  options: Partial<CommonCheckOptions> = {},
) {
  let metAt: number | undefined;
  const server = serverOf((message, response) => {
    const now = performance.now() / 1000;
    if (limiter(now - (metAt ?? now)))
      return void response.writeHead(acknowledges(message) ? 200 : 400).end();
    metAt ??= now;
    const headers = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
    response.writeHead(status, headers).end();
  });
  const rules = ['signature/accepts-*', 'message/tolerates-*', 'message/accepts-*'];
  return checkServer(server, rules, options);
}

describe('a receiver that limits its rate', () => {
  it.each<[what: string, limiter: Limiter, retryAfter: number | undefined]>([
    ['a fixed window', fixedWindow(100, 3), 3],
    ['a fixed window whose Retry-After is too short', fixedWindow(100, 3), 1],
    ['a fixed window without Retry-After', fixedWindow(100, 3), undefined],
    ['a sliding window', slidingWindow(100, 3), 3],
    ['a sliding window without Retry-After', slidingWindow(100, 3), undefined],
  ])(
    'with %s has what it allowed in its report, and no rule blames it',
    async (_what, limiter, retryAfter) => {
      const { diagnosis, rateLimit, summary } = await checked(limiter, defined({ retryAfter }));
      expect(diagnosis).toMatchObject({ cause: 'rate-limit', explains: [] });
      expect(diagnosis?.title).toMatch(/it let 100 requests through in .* m?s, then responded 429\.$/);
      expect(rateLimit?.slowedTo).toBeLessThanOrEqual(100 / 3);
      expect(summary).toMatchObject({ fail: 0, inconclusive: 0 });
    },
  );

  it.each<[what: string, retryAfter: number | undefined]>([
    ['a token bucket', undefined],
    ['a token bucket whose Retry-After is too long', 2],
  ])(
    'with %s gets messages more slowly than its limit refills, and no rule blames it',
    async (_what, retryAfter) => {
      const { diagnosis, rateLimit, summary } = await checked(tokenBucket(80, 20), defined({ retryAfter }));
      expect(diagnosis).toMatchObject({ cause: 'rate-limit', explains: [] });
      expect(rateLimit?.slowedTo).toBeLessThan(80);
      expect(summary).toMatchObject({ fail: 0, inconclusive: 0 });
    },
  );

  it('has a rate in its report only if the check saw the limit end', async () => {
    // A limit of 100 a minute that always asks to wait for 30 s, whatever remains of the minute.
    const { diagnosis, rateLimit, summary } = await checked(
      fixedWindow(100, 60),
      { retryAfter: 30 },
      { budgetMs: 20_000 },
    );
    expect(rateLimit).toMatchObject({ accepted: 100, status: 429, retryAfterMs: 30_000 });
    expect(rateLimit).not.toHaveProperty('slowedTo');
    expect(diagnosis?.title).toMatch(/let 100 requests through in .* m?s, then responded 429\.$/);
    expect(JSON.stringify(diagnosis)).not.toContain('a minute');
    expect(diagnosis?.evidence.join()).toContain('the check stopped sending');
    expect(summary.fail).toBe(0);
    expect(summary.inconclusive).toBeGreaterThan(0);
  });

  it('and also fails rules has both in its report', async () => {
    const acknowledges = (message: string) => !message.includes('\n');
    const report = await checked(fixedWindow(100, 2), { retryAfter: 2, acknowledges });
    expect(report.summary.fail).toBeGreaterThan(0);
    expect(report.diagnosis).toBeUndefined();
    expect(conclude(report).remarks.join('; ')).toMatch(
      /let 100 requests through in .* m?s, then responded 429: the check slowed down to \d+ requests a second/,
    );
  });

  it('with a 503 is diagnosed as unavailable, not as limiting its rate', async () => {
    const { diagnosis } = await checked(fixedWindow(100, 2), { status: 503, retryAfter: 2 });
    expect(diagnosis).toMatchObject({ cause: 'unavailable' });
    expect(diagnosis?.title).toContain('let 100 requests through');
  });
});

describe('a receiver behind a proxy that limits its rate with a bare 503', () => {
  /** Like `limit_req` in nginx: the rejected requests don't count. */
  const behindProxy = (limiter: Limiter) =>
    checkServer(
      serverOf((_, response) => {
        const isAllowed = limiter(performance.now() / 1000);
        response.writeHead(isAllowed ? 200 : 503).end(isAllowed ? '' : 'nginx');
      }),
      ['signature/accepts-*', 'message/accepts-*'],
    );

  it('is diagnosed as rejecting messages that come fast, not as failing by chance', async () => {
    const { diagnosis } = await behindProxy(tokenBucket(20, 15));
    expect(diagnosis).toMatchObject({ cause: 'unavailable' });
    expect(diagnosis?.title).toMatch(
      /rejects messages that arrive quickly: \d+ of 100 sent within .* got 503\.$/,
    );
    expect(diagnosis?.fix).toContain('limit_req');
    expect(diagnosis?.fix).toContain('--rate 8');
  });

  it('is diagnosed so even if every one of the fast messages is rejected', async () => {
    let [n, lastAt] = [0, 0];
    const { diagnosis } = await behindProxy((now) => {
      n += 1;
      const pauseS = now - lastAt;
      lastAt = now;
      return n <= 20 || pauseS > 0.05;
    });
    expect(diagnosis?.title).toMatch(/rejects messages that arrive quickly/);
  });

  it('is not said to reject fast messages if it fails at random', async () => {
    let n = 0;
    const { diagnosis } = await behindProxy(() => {
      n += 1;
      return n % 3 === 0;
    });
    expect(diagnosis?.title ?? '').not.toContain('arrive quickly');
  });
});

describe('a receiver that sometimes responds 503 with Retry-After', () => {
  it('is not said to limit its rate', async () => {
    let n = 0;
    const everySeventh: Limiter = () => {
      n += 1;
      return n % 7 !== 0;
    };
    const { diagnosis } = await checked(everySeventh, { status: 503, retryAfter: 0 });
    expect(diagnosis).toMatchObject({ cause: 'fails-now-and-then' });
  });
});
