import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { mixesUpMessages } from '../../diagnosis/causes/mixes-up-messages.ts';
import type { Facts } from '../../diagnosis/facts.ts';
import { probeAtOnce } from '../../diagnosis/probes/at-once.ts';
import type { ProbeResponse } from '../../runner/sending/probe-sender.ts';
import type { RuleResult } from '../../schemas/generated/types.ts';
import { testSecret } from '../runner/check-fixture.ts';
import { checkServer, serverOf } from '../runner/check-server.ts';
import { isGenuine } from './diagnosed.ts';

const rules = ['acknowledgement/acknowledges-a-burst', 'signature/accepts-*'];

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

type StatusOf = (message: string, request: IncomingMessage) => number | Promise<number>;

const diagnosed = async (statusOf: StatusOf, wanted: readonly string[] = rules) => {
  const server = serverOf(async (message, response: ServerResponse, request) => {
    response.writeHead(await statusOf(message, request)).end();
  });
  return checkServer(server, wanted);
};

/** Compares the signature with that of the last message that arrived, some time later. */
function withGlobalBody(status = 401): StatusOf {
  let body = '';
  return async (message, request) => {
    body = message;
    await sleep(2);
    const wanted = createHmac('sha256', testSecret).update(body).digest('base64');
    return request.headers['x-signature'] === wanted ? 200 : status;
  };
}

/** Runs this while at most that many messages are in progress, and otherwise rejects the message. */
function limited(max: number, status: number, forMs: number): StatusOf {
  let now = 0;
  return async (message, request) => {
    if (!isGenuine(message, request)) return 401;
    if (now >= max) return status;
    now += 1;
    await sleep(forMs);
    now -= 1;
    return 200;
  };
}

/** After this many messages within a second, it takes all for an attack. */
function bans(max: number): StatusOf {
  let times: number[] = [];
  return async (message, request) => {
    if (!isGenuine(message, request)) return 401;
    const now = performance.now();
    times = [...times.filter((at) => at > now - 1000), now];
    return times.length > max ? 403 : 200;
  };
}

describe('a receiver that rejects genuine messages as forged', () => {
  it('is named as mixing up messages, if it happens only to those that arrive at once', async () => {
    const { diagnosis, results } = await diagnosed(withGlobalBody());
    expect(diagnosis?.cause).toBe('mixes-up-messages');
    expect(diagnosis?.title).toMatch(
      /^Your receiver mixes up messages that arrive at the same time: 20 one after the other were all acknowledged; 1\d of 20 at once got 401\.$/,
    );
    expect(diagnosis?.evidence).toEqual([
      'sent 20 DID changes, one after the other: all were acknowledged',
      expect.stringMatching(
        /^sent 20 others at once: 1\d were rejected, the first with 401 Unauthorized in /,
      ),
      "sent 20 copies of one DID change at once, which can't be mixed up: none was rejected",
    ]);
    expect(diagnosis?.fix).toMatch(/^Keep the body and the signature of a request in local variables/);
    expect(results.find(({ id }) => id === rules[0])?.verdict).toBe('fail');
    expect(diagnosis?.explains).toContain(rules[0]);
  });

  it('is named so for a 403 too', async () => {
    const { diagnosis } = await diagnosed(withGlobalBody(403));
    expect(diagnosis?.title).toMatch(/at once got 403\.$/);
  });

  it.each<[string, StatusOf]>([
    ['serves only some messages at once, and rejects others with a 403', limited(5, 403, 50)],
    ['is busy with a few messages at once', limited(5, 503, 50)],
    ['limits its rate', limited(5, 429, 50)],
    ['rejects everything for a second after many messages', bans(40)],
    [
      'always rejects some content',
      (message, request) => (isGenuine(message, request) && !/[^ -~]/.test(message) ? 200 : 401),
    ],
  ])('is not named so if it %s', async (_what, statusOf) => {
    const { diagnosis } = await diagnosed(statusOf);
    expect(diagnosis?.cause).not.toBe('mixes-up-messages');
  });

  it('is not named so if some of the messages at once fail in another way', async () => {
    const mixing = withGlobalBody();
    let n = 0;
    const { diagnosis } = await diagnosed(async (message, request) => {
      const status = await mixing(message, request);
      n += 1;
      return status === 401 && isGenuine(message, request) && n % 5 === 0 ? 500 : status;
    });
    expect(diagnosis?.cause).not.toBe('mixes-up-messages');
  });
});

describe('a receiver that fails on genuine messages', () => {
  it('is named as failing at once, if it happens only to those that arrive at the same time', async () => {
    const { diagnosis, results } = await diagnosed(limited(2, 500, 20));
    expect(diagnosis?.cause).toBe('fails-at-once');
    expect(diagnosis?.title).toMatch(
      /^Your receiver fails if messages arrive at the same time: 20 one after the other were all acknowledged; 1\d of 20 at once got 500\.$/,
    );
    expect(diagnosis?.fix).toContain('busy_timeout');
    expect(results.find(({ id }) => id === rules[0])?.verdict).toBe('fail');
    expect(diagnosis?.explains).toContain(rules[0]);
  });

  it.each<[string, StatusOf]>([
    ['says that it is busy', limited(2, 503, 20)],
    [
      'always fails on some content',
      (message, request) => {
        if (!isGenuine(message, request)) return 401;
        return /[^ -~]/.test(message) ? 500 : 200;
      },
    ],
  ])('is not named so if it %s', async (_what, statusOf) => {
    const { diagnosis } = await diagnosed(statusOf);
    expect(diagnosis?.cause).not.toBe('fails-at-once');
  });
});

const answer = (status: number): ProbeResponse => ({
  outcome: { kind: 'response', status, reason: '', headers: [], body: '' } as never,
  elapsedMs: 2,
  isAcknowledged: status === 200,
});
const refused = answer(401);

/** Sends to a receiver that rejects these of all messages, from 1. */
function probing(isRefused: (nth: number) => boolean, status = 401) {
  let [sent, messages] = [0, 0];
  const send = async () => answer(isRefused(++sent) ? status : 200);
  return probeAtOnce(send, () => ++messages, new AbortController().signal);
}

describe('messages sent one after the other, and as many at once', () => {
  it('show a mix-up in any of 100 rounds', async () => {
    for (const nth of [21, 41, 2020])
      expect((await probing((n) => n === nth))?.atOnce.filter((one) => !one.isAcknowledged)).toHaveLength(1);
    expect(await probing((n) => n > 2020)).toBeUndefined();
  });

  it('show a race in what the messages share if copies get 401 too', async () => {
    const found = await probing((n) => n === 21 || n === 60);
    expect(found?.copies.filter((one) => !one.isAcknowledged)).toHaveLength(1);
    const cause = mixesUpMessages({ probes: { atOnce: found } } as unknown as Facts);
    expect(cause?.evidence[2]).toMatch(/20 copies of one DID change at once: it rejected 1, .*HMAC object/);
    expect(cause?.fix).toContain('Create a new HMAC object for each message');
  });

  it.each<[string, (nth: number) => boolean, number?]>([
    ['one of the former is rejected', (n) => n === 20 || n === 21],
    ['a copy gets 403', (n) => n === 21 || n === 60, 403],
    ['none is rejected', () => false],
  ])('show none if %s', async (_when, isRefused, status) => {
    expect(await probing(isRefused, status)).toBeUndefined();
  });
});

describe('mixed-up messages', () => {
  const follows = (result: object) => {
    const probes = { atOnce: { inTurn: [], atOnce: [refused], copies: [] } };
    return mixesUpMessages({ probes } as unknown as Facts)?.follows?.(result as RuleResult);
  };
  const decidedBy = (status: number, parts: object = {}, fault?: string) => ({
    verdict: 'fail',
    finding: { attempt: 1 },
    evidence: { attempts: [{ n: 1, fault, outcome: { kind: 'response', status } }] },
    ...parts,
  });

  it.each([
    ['was rejected', decidedBy(403)],
    ['was rejected in an unusual form', decidedBy(401, { severity: 'refuses-genuine' }, 'upper-case header')],
    ['was not acknowledged', { reasonCode: 'not-acknowledged', evidence: { attempts: [] } }],
  ])('explain that a genuine message %s', (_what, result) => {
    expect(follows(result)).toBe(true);
  });

  it.each([
    ['a genuine message failed in another way', decidedBy(500)],
    ['a rejected forgery has an effect', decidedBy(401, { severity: 'open-to-forgers' }, 'wrong secret')],
    ['there was no time', { reasonCode: 'out-of-time', evidence: { attempts: [] } }],
  ])('do not explain that %s', (_what, result) => {
    expect(follows(result)).toBe(false);
  });
});
