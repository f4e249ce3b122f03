import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FleetService } from '../../../console/server/fleet/fleet-service.ts';
import { openStore } from '../../../console/server/state/store.ts';
import { act, emptyFleet, Sender } from '../../../simulator/index.ts';
import { openJournal } from '../../../simulator/journal/file.ts';
import { startRecording } from '../../support/recording-receiver.ts';
import { openTestConsole, type TestConsole, temporaryFolder } from './console-driver.ts';

const sn = '36ABCDEFGHIJKLZK';
const dids = [
  { did: '10021212', didId: '1192488', trunkId: '114529', trunkName: 'shared' },
  { did: '10021213', didId: '1192489', trunkId: '114529', trunkName: 'shared' },
];

async function doAction({ ask }: TestConsole, action: object, query = '') {
  const { status, value } = await ask('POST', `/api/fleet/actions${query}`, action);
  expect(status).toBe(200);
  return value;
}

/** Changes the fleet in a folder like a console that is killed while it pushes: before the journal has the message, or just after. */
async function killedWhilePushing(folder: string, isJournalled: boolean): Promise<void> {
  const store = await openStore(folder);
  const journal = await openJournal(join(folder, 'journal.jsonl'));
  const webhooks = store.values.read('webhooks') ?? [];
  const real = new Sender({ webhooks, journal });
  const pushed = new Promise<void>((resolve) => {
    const sender = Object.assign(Object.create(real), {
      profile: real.profile,
      pushAll: async (messages: readonly unknown[]) => {
        if (isJournalled) await real.pushAll(messages);
        resolve();
        return new Promise(() => {});
      },
    });
    const step = act(
      emptyFleet,
      { action: 'create-pbx', sn, didIds: [], repository: { extensions: '9' } },
      { ...real.profile, updateTime: 1_773_110_920 },
    );
    new FleetService(sender, journal, store.values).change(step.fleet, step.messages);
  });
  await pushed;
  store.close();
  await real.idle();
  await journal.close();
}

describe('the fleet', () => {
  it('pushes what its preview showed, to every subscriber', async () => {
    const receiver = await startRecording();
    const running = await openTestConsole();
    const { ask } = running;
    const all = `${receiver.url}/all`;
    const capacity = `${receiver.url}/capacity`;
    await ask('POST', '/api/webhooks', { url: all, method: 'POST', events: 'All' });
    const some = { url: capacity, method: 'POST', events: ['PCE Capacity Change'] };
    await ask('POST', '/api/webhooks', some);
    await doAction(running, { action: 'add-trunk', dids });
    const action = { action: 'create-pbx', sn, didIds: ['1192488'], repository: { extensions: '9' } };
    const { messages, updateTime } = (await ask('POST', '/api/fleet/preview', action)).value;
    const [shown] = JSON.parse(messages[0].json);
    expect(shown.updateTime).toBe(updateTime);
    expect(messages).toMatchObject([
      { event: 'did_change', webhooks: [all] },
      { event: 'capacity_change', webhooks: [all, capacity] },
    ]);
    expect((await ask('GET', '/api/fleet')).value.pbxs).toEqual([]);

    // As if the preview had been open for days.
    const earlier = 1_773_110_920;
    const { fleet, deliveries } = await doAction(running, action, `?updateTime=${earlier}`);
    expect(fleet.pbxs).toMatchObject([{ sn, repository: { extensions: '9' } }]);
    expect(fleet.dids[0]).toEqual({ ...dids[0], sn });
    expect(deliveries.map(({ url, event }: { url: string; event: string }) => [url, event])).toEqual([
      [all, 'did_change'],
      [all, 'capacity_change'],
      [capacity, 'capacity_change'],
    ]);
    await expect.poll(() => receiver.requests.length).toBe(3);
    const sent = receiver.requests.find(({ body }) => body.includes('did_change'));
    expect(JSON.parse(String(sent?.body))).toEqual([{ ...shown, updateTime: earlier }]);
  });

  it('supports every action of an administrator', async () => {
    const running = await openTestConsole();
    await doAction(running, { action: 'add-trunk', dids });
    await doAction(running, { action: 'create-pbx', sn, didIds: [] });
    await doAction(running, { action: 'assign-dids', sn, didIds: ['1192488'] });
    await doAction(running, { action: 'bind-dids', sn, didIds: ['1192489'] });
    await doAction(running, { action: 'remove-dids', sn, didIds: ['1192489'] });
    await doAction(running, { action: 'resize', sn, repository: { extensions: '7' } });
    await doAction(running, { action: 'delete-dids', didIds: ['1192488'] });
    await doAction(running, { action: 'delete-trunk', trunkId: '114529' });
    const { fleet } = await doAction(running, { action: 'delete-pbx', sn });
    expect(fleet).toEqual({ pbxs: [], trunks: [], dids: [] });
    const refused = await running.ask('POST', '/api/fleet/actions', { action: 'delete-pbx', sn });
    expect([refused.status, refused.value.code]).toEqual([422, 'bad-action']);
    const misspelt = await running.ask('POST', '/api/fleet/actions', { action: 'delete-pbxs', sn });
    expect([misspelt.status, misspelt.value.field]).toEqual([422, 'action']);
    expect(misspelt.value.message).toMatch(
      /^the field action must be one of "add-trunk", .*"resize", but is the string "delete-pbxs"; did you mean "delete-pbx"\?$/,
    );
  });

  it('pushes nothing while pushing is off', async () => {
    const running = await openTestConsole();
    const { ask } = running;
    await ask('POST', '/api/webhooks', { url: 'http://localhost:3999/', method: 'POST', events: 'All' });
    await ask('PUT', '/api/push', { isEnabled: false, timeoutSeconds: 5, retryCount: 3 });
    const action = { action: 'create-pbx', sn, didIds: [], repository: { extensions: '9' } };
    const { messages } = (await ask('POST', '/api/fleet/preview', action)).value;
    expect(messages).toMatchObject([{ webhooks: [] }]);
    expect((await doAction(running, action)).deliveries).toEqual([]);
    expect((await ask('GET', '/api/deliveries')).value).toEqual({ rows: [], total: 0 });
  });

  it.each(['before', 'after'])(
    'loses no message, and pushes none twice, if a console is killed %s the journal has it',
    async (when) => {
      const receiver = await startRecording();
      const first = await openTestConsole();
      const { folder } = first;
      await first.ask('POST', '/api/webhooks', { url: receiver.url, method: 'POST', events: 'All' });
      await first.close();
      await killedWhilePushing(folder, when === 'after');
      for (let start = 1; start <= 2; start += 1) {
        const next = await openTestConsole(folder);
        expect((await next.ask('GET', '/api/fleet')).value.pbxs).toMatchObject([{ sn }]);
        expect((await next.ask('GET', '/api/deliveries')).value.rows).toMatchObject([
          { seq: 1, event: 'capacity_change' },
        ]);
        await expect
          .poll(async () => (await next.ask('GET', '/api/deliveries/1')).value.row.state)
          .toBe('acknowledged');
        await next.close();
      }
      expect(receiver.requests).toHaveLength(1);
    },
  );

  it('has an example for an empty fleet, which pushes nothing, and keeps existing data', async () => {
    const folder = temporaryFolder();
    const first = await openTestConsole(folder);
    const { value } = await first.ask('POST', '/api/fleet/example');
    expect([value.pbxs.length, value.trunks.length]).toEqual([3, 2]);
    const again = await first.ask('POST', '/api/fleet/example');
    expect([again.status, again.value.code]).toEqual([409, 'fleet-not-empty']);
    await first.close();
    const second = await openTestConsole(folder);
    expect((await second.ask('GET', '/api/fleet')).value).toEqual(value);
  });
});
