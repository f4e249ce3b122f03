import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Clock, defaultProfile, faultNamed } from '../../../simulator/index.ts';
import type { AcceptedDelivery, JournalEntry } from '../../../simulator/journal/journal.ts';
import { memoryJournal } from '../../../simulator/journal/memory.ts';
import type { SenderEvent } from '../../../simulator/sender/dispatch.ts';
import { Sender } from '../../../simulator/sender/sender.ts';
import { secret, startRecording, status, withReceiver } from '../../support/recording-receiver.ts';

const didChange = [{ event: 'did_change', sn: '36A', trunkDidInfoList: [], updateTime: 1_773_110_920 }];
const settings = { timeoutSeconds: 3, retryCount: 1 };

/** The events of one push, without what differs each time. */
async function eventsOf(statusCode: number, fault?: string): Promise<unknown[]> {
  const events: SenderEvent[] = [];
  await withReceiver(status(statusCode), async ({ url }) => {
    const sender = new Sender({
      webhooks: [{ url, secret }],
      settings,
      profile: { retryDelayMs: 0 },
      onEvent: (event) => events.push(event),
    });
    const found = faultNamed(fault);
    await sender.push(didChange, found ? { fault: found } : {});
    await sender.idle();
    await sender.close();
  });
  return events.map((event) => ({
    ...event,
    delivery: event.delivery.event,
    ...('transmission' in event ? { transmission: event.transmission.outcome.kind } : {}),
  }));
}

describe('a sender reports', () => {
  it('a message that is acknowledged', async () => {
    expect(await eventsOf(200)).toEqual([
      { kind: 'accepted', delivery: 'did_change' },
      { kind: 'attempt-started', delivery: 'did_change', n: 1, fault: undefined },
      {
        kind: 'attempt-ended',
        delivery: 'did_change',
        n: 1,
        fault: undefined,
        transmission: 'response',
        nextInMs: undefined,
      },
      { kind: 'ended', delivery: 'did_change', state: 'acknowledged' },
    ]);
  });

  it('a message whose retries are exhausted, with the fault of its attempts', async () => {
    const fault = 'missing-signature';
    const attempt = (n: number, nextInMs: number | undefined) => [
      { kind: 'attempt-started', delivery: 'did_change', n, fault },
      { kind: 'attempt-ended', delivery: 'did_change', n, fault, transmission: 'response', nextInMs },
    ];
    expect(await eventsOf(401, fault)).toEqual([
      { kind: 'accepted', delivery: 'did_change' },
      ...attempt(1, 0),
      ...attempt(2, undefined),
      { kind: 'ended', delivery: 'did_change', state: 'exhausted' },
    ]);
  });

  it('an interrupted message, and accepts no message after it is closed', async () => {
    const ended: unknown[] = [];
    const hanging = await startRecording(() => {});
    const sender = new Sender({
      webhooks: [{ url: hanging.url }],
      onEvent: (event) => event.kind === 'ended' && ended.push(event.state),
    });
    await sender.push(didChange);
    await expect.poll(() => hanging.requests.length).toBe(1);
    await sender.close();
    expect(ended).toEqual(['interrupted']);
    await expect(sender.push(didChange)).rejects.toMatchObject({
      code: 'bad-action',
      message: 'this sender was closed',
    });
  });
});

describe('the label of a delivery in the journal', () => {
  const long = 'x'.repeat(60);
  it.each<[unknown, string]>([
    [didChange, 'did_change'],
    [{ event: 'test', message: 'This is a webhook connectivity test.' }, 'test'],
    [[{ modifier: 'a@b.c', repository: { extensions: '5' }, sn: '36A', updateTime: 1 }], 'capacity_change'],
    [[{ event: long }], long.slice(0, 40)],
    [[{ event: 5 }], 'unknown'],
    [[{ sn: '36A' }], 'unknown'],
    [[], 'unknown'],
    [[null], 'unknown'],
    [['repository'], 'unknown'],
    [Buffer.from('[{"event":"did_change"}]'), 'did_change'],
    [Buffer.from('no JSON'), 'unknown'],
  ])('for %j is %s', async (message, event) => {
    await withReceiver(undefined, async ({ url }) => {
      const journal = memoryJournal();
      const sender = new Sender({ webhooks: [{ id: 'a', url }], journal });
      await (await sender.pushTo('a', message)).result;
      expect([...journal.deliveries()].map((one) => one.event)).toEqual([event]);
    });
  });
});

describe('a sender that resumes', () => {
  const accepted: AcceptedDelivery = {
    id: 'one',
    acceptedAt: new Date(),
    webhook: { id: 'old', url: '', method: 'POST' },
    event: 'did_change',
    message: Buffer.from('[]'),
    signature: 'signed then',
    settings,
    profile: { ...defaultProfile, retryDelayMs: 5000 },
  };

  /** Resumes a delivery whose last attempt began this long ago; returns what it waited for and sent. */
  async function resumed(n: number, agoMs: number, change: Partial<AcceptedDelivery> = {}) {
    return withReceiver(undefined, async ({ url, requests }) => {
      const journal = memoryJournal();
      const delivery = { ...accepted, webhook: { ...accepted.webhook, url }, ...change };
      const at = new Date(Date.now() - agoMs);
      const begun = Array.from(
        { length: n },
        (_, before): JournalEntry => ({ kind: 'attempt-started', id: 'one', n: before + 1, at }),
      );
      await journal.append([{ kind: 'accepted', delivery }, ...begun]);
      const waited: number[] = [];
      const clock: Clock = { sleep: async (ms) => void waited.push(ms) };
      const webhooks = [
        { id: 'other', url: `${url}/other` },
        { id: 'new', url, secret },
      ];
      const sender = new Sender({ webhooks, journal, clock });
      const states = sender.resume().map(({ delivery: { id } }) => id);
      await sender.idle();
      const [found] = journal.deliveries();
      return {
        resumed: states,
        state: found?.state,
        waited,
        sent: requests.map(({ headers }) => headers['x-signature']),
      };
    });
  }

  it('finds its webhook by the URL, and repeats the signature', async () => {
    expect(await resumed(0, 0)).toEqual({
      resumed: ['one'],
      state: 'acknowledged',
      waited: [],
      sent: ['signed then'],
    });
  });

  it('finds its webhook by the id first, and signs again with its secret to send to the original URL', async () => {
    await withReceiver(undefined, async ({ url, requests }) => {
      const profile = { ...accepted.profile, retrySignature: 'renewed' } as const;
      const journal = memoryJournal();
      await journal.append([
        {
          kind: 'accepted',
          delivery: { ...accepted, webhook: { id: 'moved', url, method: 'POST' }, profile },
        },
      ]);
      const webhooks = [
        { id: 'moved', url: `${url}/new`, secret },
        { id: 'there', url },
      ];
      const sender = new Sender({ webhooks, journal });
      expect(sender.resume()).toHaveLength(1);
      await sender.idle();
      const signature = createHmac('sha256', secret).update('[]').digest('base64');
      expect(requests.map(({ headers }) => headers['x-signature'])).toEqual([signature]);
    });
  });

  it('resumes nothing that has ended, and nothing for a deleted webhook', async () => {
    const journal = memoryJournal();
    const at = new Date();
    const url = 'http://127.0.0.1:9/';
    const webhook = { ...accepted.webhook, url };
    await journal.append([
      { kind: 'accepted', delivery: { ...accepted, webhook } },
      { kind: 'ended', id: 'one', state: 'exhausted', at },
      { kind: 'accepted', delivery: { ...accepted, id: 'two', webhook: { ...webhook, url: `${url}gone` } } },
    ]);
    const sender = new Sender({ webhooks: [{ url }], journal });
    expect(sender.resume()).toEqual([]);
  });

  it('waits for the rest of the gap, counted from the last attempt', async () => {
    const { waited, sent } = await resumed(1, 2000);
    expect(waited).toHaveLength(1);
    expect(waited[0]).toBeGreaterThan(2000);
    expect(waited[0]).toBeLessThanOrEqual(3000);
    expect(sent).toHaveLength(1);
    expect((await resumed(1, 60_000)).waited).toEqual([]);
  });

  it('makes only the remaining attempts', async () => {
    expect(await resumed(2, 60_000)).toMatchObject({ state: 'exhausted', sent: [] });
  });

  it('keeps the fault that the message was accepted with', async () => {
    expect((await resumed(0, 0, { fault: 'missing-signature' })).sent).toEqual([undefined]);
  });

  it('ignores deliveries for unknown webhooks', async () => {
    const webhook = { id: 'gone', url: 'http://127.0.0.1:9/gone', method: 'POST' } as const;
    expect(await resumed(0, 0, { webhook })).toMatchObject({ resumed: [], state: 'pending', sent: [] });
  });
});

it.each([
  ['kept', 1],
  ['fresh', 3],
] as const)('a profile with %s connections opens %i for three messages', async (connections, opened) => {
  const ports = new Set<unknown>();
  const receiver = await startRecording((response) => {
    ports.add(response.socket?.remotePort);
    response.end();
  });
  const sender = new Sender({ webhooks: [{ id: 'a', url: receiver.url }], profile: { connections } });
  for (let n = 0; n < 3; n += 1) await (await sender.pushTo('a', didChange)).result;
  await sender.close();
  expect(ports.size).toBe(opened);
});
