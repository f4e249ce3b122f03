import { describe, expect, it } from 'vitest';
import { rateLimit } from '../../diagnosis/causes/at-times.ts';
import type { Facts } from '../../diagnosis/facts.ts';
import { servesKept } from '../../schemas/rule-id.ts';
import { followsText } from '../../schemas/words/diagnosis-words.ts';
import { checkServer, serverOf } from '../runner/check-server.ts';
import { checked, diagnosed, isGenuine, type Receive } from './diagnosed.ts';

function failsEveryFifth(): Receive {
  let n = 0;
  return (message, request) => {
    if (!isGenuine(message, request)) return 401;
    n += 1;
    return n % 5 === 0 ? 503 : 200;
  };
}

describe('a receiver that fails sometimes', () => {
  const rules = [
    'signature/*',
    'acknowledgement/acknowledges-every-event',
    'message/tolerates-unknown-fields',
  ];

  it('is diagnosed as failing occasionally, whatever the content', async () => {
    const diagnosis = await diagnosed(failsEveryFifth(), rules);
    expect(diagnosis).toMatchObject({ cause: 'fails-now-and-then' });
    expect(diagnosis?.title).toMatch(/\b(19|20|21) of 100 genuine messages got 503/);
  });

  it.each([
    ['429 at any rate', 429],
    ['no response', undefined],
  ])('is diagnosed so if one of ten messages gets %s, which explains every failure', async (got, status) => {
    let n = 0;
    const server = serverOf((message, response, request) => {
      n += 1;
      if (n % 10 !== 7) return void response.writeHead(isGenuine(message, request) ? 200 : 401).end();
      if (status !== undefined) response.writeHead(status).end();
    });
    const { diagnosis, results, otherCauses } = await checkServer(server, [
      ...rules,
      'message/accepts-every-*',
    ]);
    expect(diagnosis).toMatchObject({ cause: 'fails-now-and-then' });
    expect(diagnosis?.title).toContain(`genuine messages got ${got.split(' at')[0]}, regardless of content`);
    const failed = results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);
    expect(failed).not.toEqual([]);
    expect(diagnosis?.explains).toEqual(expect.arrayContaining(failed));
    expect(otherCauses).toBeUndefined();
  });

  it('is diagnosed so even if every message uses a kept connection, and the rule about those fails', async () => {
    const { diagnosis, results } = await checked(failsEveryFifth(), [servesKept, ...rules.slice(1)], {
      profile: { connections: 'kept' },
    });
    expect(results.find(({ id }) => id === servesKept)?.verdict).toBe('fail');
    expect(diagnosis).toMatchObject({ cause: 'fails-now-and-then' });
  });

  it('is diagnosed so if it responds so late that a single message takes the time for a series', async () => {
    let n = 0;
    const server = serverOf((message, response, request) => {
      if (!isGenuine(message, request)) return void response.writeHead(401).end();
      n += 1;
      if (n % 30 !== 0) response.end();
    });
    const settings = { timeoutSeconds: 5 };
    const { diagnosis } = await checkServer(server, ['signature/accepts-any-formatting'], { settings });
    expect(diagnosis).toMatchObject({ cause: 'fails-now-and-then' });
    expect(diagnosis?.title).toMatch(/: 1 of \d+ genuine messages got no response, regardless of content\.$/);
  });

  it('is diagnosed as broken down if it fails for good since a message', async () => {
    let isBroken = false;
    const diagnosis = await diagnosed(
      (message, request) => {
        if (!isGenuine(message, request)) return 401;
        isBroken ||= message.includes('<script>');
        return isBroken ? 500 : 200;
      },
      [...rules, 'message/survives-hostile-text', 'security/is-alive-at-the-end'],
    );
    expect(diagnosis).toMatchObject({
      cause: 'broke-down',
      title: 'Your receiver broke down during the check: since then, every genuine message gets 500.',
      evidence: expect.arrayContaining([expect.stringContaining('HTML in the name of a trunk')]),
    });
    expect(diagnosis?.explains).not.toContain('message/survives-hostile-text');
  });

  it('is diagnosed as broken down since it rejected a message, which the evidence names', async () => {
    let isBroken = false;
    const diagnosis = await diagnosed(
      (message, request) => {
        if (!isGenuine(message, request)) return 401;
        if (isBroken) return 500;
        isBroken = message.trim() === '[]';
        return isBroken ? 422 : 200;
      },
      ['signature/accepts-*', 'message/accepts-an-empty-list', 'security/is-alive-at-the-end'],
    );
    expect(diagnosis?.title).toMatch(/broke down during the check/);
    expect(diagnosis?.evidence.join('\n')).toMatch(
      /the last messages that it rejected before that: .*an empty array/,
    );
  });

  /** Responds with this status to every message after so many forged ones. */
  const withEnough = (forged: number, status: number): Receive => {
    let rejected = 0;
    return (message, request) => {
      if (rejected >= forged) return status;
      if (isGenuine(message, request)) return 200;
      rejected += 1;
      return 401;
    };
  };

  it('is diagnosed as having an open circuit if it gets unavailable, and every failed rule follows', async () => {
    const { diagnosis, results } = await checked(withEnough(5, 503), [
      'signature/rejects-other-secret',
      'security/is-alive-at-the-end',
    ]);
    expect(diagnosis?.fix).toContain('circuit breaker');
    const failed = results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);
    expect(diagnosis?.explains).toEqual(failed);
  });

  it('is diagnosed as blocking the sender if it rejects everything after some forged messages', async () => {
    const { diagnosis, results } = await checked(withEnough(10, 403), [
      ...rules,
      'security/is-alive-at-the-end',
    ]);
    expect(diagnosis?.title).toMatch(/stopped accepting messages .* every genuine message gets 403\.$/);
    expect(diagnosis?.fix).toContain("blocks the sender's address");
    const open = results.filter(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive');
    expect(diagnosis?.explains).toEqual(open.map(({ id }) => id));
  });

  it('is not diagnosed as failing occasionally if it always fails for the same content', async () => {
    const receive: Receive = (message, request) => {
      if (!isGenuine(message, request)) return 401;
      return message.includes('trunk_delete') ? 500 : 200;
    };
    expect(await diagnosed(receive, rules)).toBeUndefined();
  });

  it('is diagnosed as limiting its rate', async () => {
    const times: number[] = [];
    const receive: Receive = () => {
      const now = performance.now();
      while ((times[0] ?? now) < now - 1000) times.shift();
      if (times.length >= 20) return [429, { 'Retry-After': '1' }];
      times.push(now);
      return 200;
    };
    const rules = ['signature/accepts-any-formatting'];
    const { diagnosis, summary, results } = await checked(receive, rules);
    expect(diagnosis).toMatchObject({ cause: 'rate-limit', explains: [] });
    expect(diagnosis?.title).toContain('rate limit slowed down this check: it let');
    expect(diagnosis?.evidence.join()).toContain('no rule failed because of this');
    // The check waited and slowed down.
    expect(summary).toMatchObject({ pass: 1 });
    expect(diagnosis && followsText(diagnosis, results)).toBe('Run the check again below the limit.');
  });

  it('is diagnosed as limiting its rate for longer than the check can wait, and no rule blames it', async () => {
    let n = 0;
    const receive: Receive = () => {
      n += 1;
      return n <= 30 ? 200 : [429, { 'Retry-After': '58' }];
    };
    const rules = ['acknowledgement/*', 'signature/accepts-*'];
    const { diagnosis, summary } = await checked(receive, rules);
    expect(diagnosis).toMatchObject({ cause: 'rate-limit' });
    expect(diagnosis?.title).toMatch(/let 30 requests through in .* m?s, then responded 429/);
    expect(diagnosis?.fix).toContain('rate');
    expect(summary.fail).toBe(0);
    expect(summary.inconclusive).toBeGreaterThan(0);
    expect(diagnosis?.explains).toHaveLength(summary.inconclusive);
  });

  it('is diagnosed as refusing everything after some message, without saying until when', async () => {
    const refusing = (): Receive => {
      let n = 0;
      return () => (++n <= 150 ? 200 : 429);
    };
    const rules = ['acknowledgement/acknowledges-*', 'message/accepts-*'];
    const { diagnosis, summary } = await checked(refusing(), rules);
    expect(diagnosis).toMatchObject({ cause: 'rate-limit' });
    expect(diagnosis?.title).toContain('rate limit ended this check');
    expect(diagnosis?.fix).toContain('drops a message if its last retry is rejected');
    expect(summary.fail).toBe(0);
  });

  it('is not diagnosed as limiting its rate if it refuses the same report again', async () => {
    const copies = new Map<string, number>();
    const receive: Receive = (message) => {
      copies.set(message, (copies.get(message) ?? 0) + 1);
      return message.includes('did_change') && (copies.get(message) ?? 0) > 3 ? 429 : 200;
    };
    const { diagnosis, summary } = await checked(receive, ['retry/acknowledges-duplicates']);
    expect(summary).toMatchObject({ fail: 1 });
    expect(diagnosis).toBeUndefined();
  });
});

it('names the observer if only looks at the state met a rate limit', () => {
  const limit = { accepted: 40, withinMs: 1000, status: 429, retryAfterMs: 1000, slowedTo: 30 };
  const results = [{ reasonCode: 'out-of-time', verdict: 'inconclusive', level: 'must' }];
  const causeOf = (known: object) =>
    rateLimit({
      limit: { ...limit, ...known },
      observer: { option: 'observeUrl' },
      results,
    } as unknown as Facts);
  const { title, fix } = causeOf({ onlyLooks: true }) ?? {};
  expect(title).toMatch(/^Your observer's rate limit slowed down this check/);
  expect(fix ?? '').toMatch(/exclude --observe-url from the rate limit/);
  expect(causeOf({})?.title).toMatch(/^Your receiver's rate limit/);
});
