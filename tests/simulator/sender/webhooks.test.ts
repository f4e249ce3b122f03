import { describe, expect, it } from 'vitest';
import { emptyFleet } from '../../../simulator/index.ts';
import { retryDelaysMs, retryHorizonMs } from '../../../simulator/sender/retry.ts';
import { Sender } from '../../../simulator/sender/sender.ts';
import { Ycm } from '../../../simulator/sender/ycm.ts';
import { secret, withReceiver } from '../../support/recording-receiver.ts';

describe('the webhooks of a sender', () => {
  it('have secrets of 32 letters and digits, which can be replaced', () => {
    const sender = new Sender({ webhooks: [{ url: 'http://localhost:1/' }] });
    const [{ id, secret: first } = { id: '', secret: '' }] = sender.webhooks;
    expect(first).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(sender.webhooks.renewSecret(id).secret).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(sender.webhooks.get(id).secret).not.toBe(first);
  });

  it('say what is wrong with a webhook', () => {
    const at = (id: string) => ({ id, url: 'http://localhost:1/' });
    const sender = new Sender({ webhooks: ['a', 'b', 'c', 'd'].map(at) });
    expect(() => sender.webhooks.add(at('a'))).toThrow('a webhook with the id "a" already exists');
    sender.webhooks.add(at('e'));
    expect(() => sender.webhooks.add(at('f'))).toThrow(
      'YCM supports up to 5 webhooks, and there are already 5; remove one first',
    );
    for (const use of [() => sender.webhooks.remove('g'), () => sender.webhooks.renewSecret('g')])
      expect(use).toThrow('there is no webhook "g"');
    expect([...sender.webhooks].map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
    sender.webhooks.remove('a');
    expect([...sender.webhooks].map(({ id }) => id)).toEqual(['b', 'c', 'd', 'e']);
    expect(() => sender.webhooks.change('b', { url: 'ftp://localhost/' })).toThrow(
      /^the URL of the webhook starts with ftp/,
    );
    expect(() => sender.webhooks.change('b', { secret: 'short' })).toThrow(
      'the secret of the webhook http://localhost:1/',
    );
    const wrong = { method: 'PUT' } as unknown as { method: 'GET' };
    expect(() => sender.webhooks.change('b', wrong)).toThrow(/method.*GET.*POST/);
  });
});

describe('a YCM', () => {
  it("pushes the messages of its fleet's actions", async () => {
    await withReceiver(undefined, async ({ url, requests }) => {
      const ycm = new Ycm({ webhooks: [{ url, secret }], now: () => 1_773_110_920 });
      const did = { did: '10021212', didId: '1', trunkId: '7', trunkName: 'shared' };
      await ycm.act({ action: 'add-trunk', dids: [did] });
      await ycm.act({ action: 'create-pbx', sn: '36A', didIds: ['1'] });
      await ycm.act({ action: 'delete-pbx', sn: '36A' }, { updateTime: 1_773_110_921 });
      await ycm.idle();
      const reports = requests.flatMap(({ body }) => JSON.parse(body.toString()) as { updateTime: number }[]);
      expect(reports.sort((a, b) => a.updateTime - b.updateTime)).toEqual([
        { event: 'did_change', sn: '36A', trunkDidInfoList: [did], updateTime: 1_773_110_920 },
        { event: 'pce_delete', sn: '36A', trunkDidInfoList: [], updateTime: 1_773_110_921 },
      ]);
      expect(ycm.fleet.pbxs).toEqual([]);
    });
  });

  it('changes and sends nothing if an action is not possible', async () => {
    await withReceiver(undefined, async ({ url, requests }) => {
      const ycm = new Ycm({ webhooks: [{ url }] });
      await expect(ycm.act({ action: 'delete-pbx', sn: 'none' })).rejects.toMatchObject({
        name: 'HookswitchError',
        code: 'bad-action',
      });
      await ycm.idle();
      expect([ycm.fleet, requests]).toEqual([emptyFleet, []]);
    });
  });
});

describe('the retries', () => {
  it("are three, a second apart, in the vendor's example", () => {
    expect(retryDelaysMs({ timeoutSeconds: 5, retryCount: 3 }, { retryDelayMs: 1000 })).toEqual([
      1000, 1000, 1000,
    ]);
  });

  it('take, if every attempt times out, the timeouts of all attempts and the gaps between them', () => {
    expect(retryHorizonMs({ timeoutSeconds: 5, retryCount: 3 }, { retryDelayMs: 1000 })).toBe(23_000);
    expect(retryHorizonMs({ timeoutSeconds: 10, retryCount: 5 }, { retryDelayMs: 0 })).toBe(60_000);
  });
});
