import { describe, expect, it } from 'vitest';
import { emptyFleet } from '../../../simulator/index.ts';
import { Ycm } from '../../../simulator/sender/ycm.ts';
import { secret, withReceiver } from '../../support/recording-receiver.ts';

describe('a YCM', () => {
  it("pushes the messages of its fleet's actions", async () => {
    await withReceiver(undefined, async ({ url, requests }) => {
      const ycm = new Ycm({ webhooks: [{ url, secret }], now: () => 1_773_110_920 });
      const did = { did: '10021212', didId: '1', trunkId: '7', trunkName: 'shared' };
      await ycm.act({ kind: 'add-trunk', dids: [did] });
      await ycm.act({ kind: 'create-pbx', sn: '36A', didIds: ['1'] });
      await ycm.act({ kind: 'delete-pbx', sn: '36A' }, { updateTime: 1_773_110_921 });
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
      await expect(ycm.act({ kind: 'delete-pbx', sn: 'none' })).rejects.toMatchObject({
        name: 'HookswitchError',
        code: 'bad-action',
      });
      await ycm.idle();
      expect([ycm.fleet, requests]).toEqual([emptyFleet, []]);
    });
  });
});
