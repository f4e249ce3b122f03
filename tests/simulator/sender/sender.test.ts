import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { faultNamed } from '../../../simulator/index.ts';
import type { Journal, JournalEntry } from '../../../simulator/journal/journal.ts';
import { memoryJournal } from '../../../simulator/journal/memory.ts';
import type { SenderEvent } from '../../../simulator/sender/dispatch.ts';
import { Sender } from '../../../simulator/sender/sender.ts';
import { HookswitchError } from '../../../text/errors/errors.ts';
import {
  type RecordedRequest,
  secret,
  startRecording,
  status,
  withReceiver,
} from '../../support/recording-receiver.ts';

const otherSecret = 'B'.repeat(32);
const didChange = [{ event: 'did_change', sn: '36A', trunkDidInfoList: [], updateTime: 1_773_110_920 }];
const capacity = [
  { modifier: 'a@b.c', repository: { extensions: '5' }, sn: '36A', updateTime: 1_773_110_920 },
];
const soon = { retryDelayMs: 0 };

/** Computes the signature as the vendor describes it, without our code. */
function signatureOf(body: Buffer, key = secret): string {
  return createHmac('sha256', key).update(body).digest('base64');
}

function eventsOf(requests: readonly RecordedRequest[]): unknown[] {
  return requests.map(({ body }) => JSON.parse(body.toString()));
}

async function codeOf(action: () => unknown): Promise<string> {
  try {
    await action();
  } catch (error) {
    if (error instanceof HookswitchError) return error.code;
    throw error;
  }
  return 'none';
}

describe('a sender', () => {
  it('pushes to every subscribed webhook, signed with its own secret', async () => {
    const [all, dids, capacities] = await Promise.all([startRecording(), startRecording(), startRecording()]);
    const sender = new Sender({
      webhooks: [
        { url: all.url, secret },
        { url: dids.url, secret: otherSecret, events: ['PCE DID Change'] },
        { url: capacities.url, events: ['PCE Capacity Change'] },
      ],
    });
    await sender.push(didChange);
    await sender.push(capacity);
    await sender.push([{ event: 'something_new', sn: '36A' }]);
    await sender.push([...didChange, ...capacity]);
    await sender.idle();
    expect(all.requests).toHaveLength(4);
    expect(eventsOf(dids.requests)).toEqual([didChange, [...didChange, ...capacity]]);
    expect(eventsOf(capacities.requests)).toEqual([capacity, [...didChange, ...capacity]]);
    for (const { body, headers } of all.requests) expect(headers['x-signature']).toBe(signatureOf(body));
    for (const { body, headers } of dids.requests)
      expect(headers['x-signature']).toBe(signatureOf(body, otherSecret));
    await sender.close();
    await Promise.all([all.close(), dids.close(), capacities.close()]);
  });

  it("sends the vendor's test message to one webhook, whatever it subscribed to", async () => {
    await withReceiver(undefined, async ({ url, requests }) => {
      const sender = new Sender({
        webhooks: [
          { url, secret, events: [] },
          { url, secret },
        ],
      });
      const [first] = sender.webhooks;
      await (await sender.test(first?.id ?? '')).result;
      expect(eventsOf(requests)).toEqual([
        { event: 'test', message: 'This is a webhook connectivity test.' },
      ]);
    });
  });

  it('sends a message to one webhook, whatever it subscribed to, byte for byte', async () => {
    await withReceiver(undefined, async ({ url, requests }) => {
      const webhooks = [
        { id: 'mine', url, secret, events: [] },
        { url, secret },
      ];
      const sender = new Sender({ webhooks });
      const { delivery, result } = await sender.pushTo('mine', Buffer.from('[ { "event":"x" } ]'));
      await result;
      expect(delivery.webhook.id).toBe('mine');
      expect(requests.map(({ body }) => body.toString())).toEqual(['[ { "event":"x" } ]']);
      expect(await codeOf(() => sender.pushTo('other', []))).toBe('bad-webhook');
      expect(await codeOf(() => sender.webhooks.add({ id: 'mine', url }))).toBe('bad-webhook');
    });
  });

  it.each([1, 3, 5])('retries %i times with the same bytes, then gives up', async (retryCount) => {
    await withReceiver(status(500), async ({ url, requests }) => {
      const journal = memoryJournal();
      const sender = new Sender({
        webhooks: [{ url, secret }],
        settings: { retryCount },
        profile: soon,
        journal,
      });
      const [pushed] = await sender.push(didChange);
      expect(await pushed?.result).toMatchObject({ isAcknowledged: false });
      expect(requests).toHaveLength(retryCount + 1);
      expect(new Set(requests.map(({ body }) => body.toString())).size).toBe(1);
      expect([...journal.deliveries()]).toMatchObject([{ state: 'exhausted' }]);
    });
  });

  it.each([
    ['repeated', secret],
    ['renewed', otherSecret],
  ] as const)(
    'signs a retry, when the secret was replaced meanwhile, as the profile says: %s',
    async (retrySignature, expected) => {
      let change = () => {};
      const answer = (response: { statusCode: number; end(): void }, _: unknown, n: number) => {
        change();
        response.statusCode = n === 1 ? 500 : 200;
        response.end();
      };
      await withReceiver(answer, async ({ url, requests }) => {
        const another = { url, secret: 'C'.repeat(32), events: [] };
        const webhooks = [{ url, secret }, another];
        const sender = new Sender({ webhooks, profile: { ...soon, retrySignature } });
        const [webhook] = sender.webhooks;
        change = () => sender.webhooks.change(webhook?.id ?? '', { secret: otherSecret });
        await sender.push(didChange);
        await sender.idle();
        const [first, second] = requests;
        expect(requests).toHaveLength(2);
        expect(first?.headers['x-signature']).toBe(signatureOf(first?.body ?? Buffer.of()));
        expect(second?.headers['x-signature']).toBe(signatureOf(second?.body ?? Buffer.of(), expected));
      });
    },
  );

  it('continues with other webhooks while one hangs', async () => {
    const hanging = await startRecording(() => {});
    await withReceiver(undefined, async ({ url, requests }) => {
      const sender = new Sender({ webhooks: [{ url: hanging.url }, { url }], deliveriesAtOnce: 1 });
      for (let n = 0; n < 5; n += 1) await sender.push(didChange);
      await expect.poll(() => requests.length).toBe(5);
      await sender.close();
    });
  });

  it('applies a cut only to the first attempt, and any other fault to all', async () => {
    await withReceiver(status(500), async ({ url }) => {
      const seen: unknown[] = [];
      const onEvent = (event: SenderEvent) => {
        if (event.kind === 'attempt-ended')
          seen.push([event.n, event.fault, event.transmission.outcome.kind]);
      };
      const journal = memoryJournal();
      const settings = { retryCount: 1 };
      const sender = new Sender({ webhooks: [{ url }], settings, profile: soon, journal, onEvent });
      await sender.push(didChange, { fault: faultNamed('lost-ack') });
      await sender.idle();
      await sender.push(didChange, { fault: faultNamed('wrong-secret') });
      await sender.idle();
      expect(seen).toEqual([
        [1, 'lost-ack', 'aborted'],
        [2, undefined, 'response'],
        [1, 'wrong-secret', 'response'],
        [2, 'wrong-secret', 'response'],
      ]);
      expect([...journal.deliveries()].map(({ fault }) => fault)).toEqual(['lost-ack', 'wrong-secret']);
    });
  });

  it('pushes nothing but a test message to a webhook without subscriptions, not even a message with both events', async () => {
    await withReceiver(undefined, async ({ url, requests }) => {
      const sender = new Sender({ webhooks: [{ url, events: [] }] });
      expect(await sender.push([...didChange, ...capacity])).toEqual([]);
      const test = { event: 'test', message: 'This is a webhook connectivity test.' };
      await sender.push(test);
      await sender.idle();
      expect(eventsOf(requests)).toEqual([test]);
    });
  });

  it.each([
    [
      'a sixth webhook',
      { webhooks: Array.from({ length: 6 }, () => ({ url: 'http://localhost:1/' })) },
      'bad-webhook',
    ],
    ['a host that was not allowed', { webhooks: [{ url: 'http://example.com/' }] }, 'host-not-allowed'],
    ['a short secret', { webhooks: [{ url: 'http://localhost:1/', secret: 'short' }] }, 'bad-secret'],
    ['a timeout of 2 s', { settings: { timeoutSeconds: 2 } }, 'bad-settings'],
    ['six retries', { settings: { retryCount: 6 } }, 'bad-settings'],
  ])('refuses %s', async (_, options, code) => {
    expect(await codeOf(() => new Sender(options))).toBe(code);
  });

  it("masks the values of the user's own headers in the journal", async () => {
    await withReceiver(undefined, async ({ url, requests }) => {
      const journal = memoryJournal();
      const sender = new Sender({
        webhooks: [{ url, secret }],
        headers: [['Authorization', 'Bearer own-token']],
        journal,
      });
      await sender.push(didChange);
      await sender.idle();
      expect(requests[0]?.headers.authorization).toBe('Bearer own-token');
      const [{ attempts: [attempt] = [] } = {}] = [...journal.deliveries()];
      expect(attempt?.request?.headers).toContainEqual(['Authorization', '***']);
      expect(attempt?.request?.headers).toContainEqual(['Content-Type', 'application/json']);
      expect(JSON.stringify([...journal.deliveries()])).not.toContain('own-token');
      expect(JSON.stringify([...journal.deliveries()])).not.toContain(secret);
    });
  });

  it('leaves aborted deliveries pending, and resumes with the remaining attempts', async () => {
    const journal = memoryJournal();
    const hanging = await startRecording((response, _, n) => {
      if (n > 1) response.end();
    });
    const options = { webhooks: [{ url: hanging.url, secret }], profile: soon, journal };
    const first = new Sender(options);
    await first.push(didChange);
    await expect.poll(() => hanging.requests.length).toBe(1);
    await first.close();
    expect([...journal.deliveries()]).toMatchObject([{ state: 'pending', attempts: [{ n: 1 }] }]);
    const second = new Sender(options);
    const [resumed] = second.resume();
    expect(await resumed?.result).toMatchObject({ isAcknowledged: true });
    expect([...journal.deliveries()]).toMatchObject([
      { state: 'acknowledged', attempts: [{ n: 1 }, { n: 2, outcome: { status: 200 } }] },
    ]);
    expect(hanging.requests[1]?.body).toEqual(hanging.requests[0]?.body);
  });

  it('writes its last entries when it is closed', async () => {
    const hanging = await startRecording(() => {});
    const written: string[] = [];
    const slow: Journal = {
      ...memoryJournal(),
      append: async (entries) => {
        if (entries.some(({ kind }) => kind === 'attempt-ended')) await sleep(50);
        written.push(...entries.map(({ kind }) => kind));
      },
    };
    const sender = new Sender({ webhooks: [{ url: hanging.url }], journal: slow });
    await sender.push(didChange);
    await expect.poll(() => hanging.requests.length).toBe(1);
    await sender.close();
    expect(written).toEqual(['accepted', 'attempt-started', 'attempt-ended']);
  });

  it('sends nothing that the journal refused, and reports it', async () => {
    await withReceiver(undefined, async ({ url, requests }) => {
      const full: Journal = {
        ...memoryJournal(),
        append: (_: readonly JournalEntry[]) =>
          Promise.reject(new HookswitchError('journal-failed', 'the disk is full')),
      };
      const sender = new Sender({ webhooks: [{ url }], journal: full });
      expect(await codeOf(() => sender.push(didChange))).toBe('journal-failed');
      expect(await codeOf(() => sender.idle())).toBe('journal-failed');
      expect(await codeOf(() => sender.push(didChange))).toBe('journal-failed');
      expect(requests).toEqual([]);
    });
  });
});
