import { differences } from '../../observation/index.ts';
import {
  assumeAcknowledged,
  assumeEffect,
  defineRule,
  didChange,
  fail,
  type Json,
  newDidReport,
  type RuleContext,
  showsDid,
  tryEach,
  unlikeDids,
} from '../../runner/rule-kit.ts';
import { deletions } from '../cases/deletions.ts';

export const removesTheDidsOfADeletedPbx = defineRule({
  id: 'message/removes-the-dids-of-a-deleted-pbx',
  title: 'removes the DIDs of a PBX that is deleted',
  level: 'must',
  sentBy: 'ycm',
  severity: 'applies-twice-or-stale',
  basis: 'derived',
  requirements: ['did-change-event', 'current-did-list'],
  why: 'A deleted PBX that keeps its DIDs is still billed, shown and called until somebody notices.',
  fix: 'On pce_delete, remove all DIDs of the PBX or mark it as deleted, whatever trunkDidInfoList contains.',
  inProduction:
    "A customer leaves, and its PBX is deleted. The message comes without a list, so the receiver keeps the DIDs it knows, and the next customer can't get these numbers.",
  procedure: [
    'Hookswitch sends a report with two DIDs about each of four PBXs.',
    'It sends a pce_delete about each, with a different trunkDidInfoList: empty, null, absent, and the last list.',
    'Afterwards the DIDs must be gone, or the PBX must be marked as deleted.',
  ],
  lesson: 'newest-wins',
  explainedBy: [
    'message/accepts-every-deletion-form',
    'message/keeps-pbxs-apart',
    'message/replaces-the-did-list',
  ],
  needs: ['observer', 'state', 'carriage', 'shown-dids'],
  async run(ctx) {
    await tryEach(ctx, deletions, tryForm);
  },
});

async function tryForm(ctx: RuleContext, { note, message }: (typeof deletions)[number]): Promise<void> {
  const [sn, dids] = [ctx.serial(), ctx.dids(2)];
  const before = await assumeEffect(ctx, sn, didChange(ctx, { sn, dids }));
  const last = newDidReport(ctx, { sn, event: 'pce_delete', dids, offset: 10 });
  const sent = await ctx.deliver(message(last), { note });
  assumeAcknowledged(sent);
  const after = await ctx.observeChange(sn, before);
  const left = dids.find((info) => showsDid(ctx, after, info));
  if (left && !isMarkedDeleted(before, after))
    fail(`DID ${left.did} gone after ${sent.what}`, unlikeDids(ctx, after, [], dids), undefined, sent);
}

const deleted =
  /delet|remov|gone|inactive|disabled|terminat|closed|archiv|discard|cancel|expir|retir|suspend|ended|releas|valid_?(to|until)/i;

/** A receiver may keep the data of a deleted PBX if it shows that it is deleted. */
function isMarkedDeleted(before: Json, after: Json): boolean {
  return differences(before, after).some(
    ({ path, expected, actual }) =>
      typeof actual === 'boolean' ||
      // MySQL's booleans are 0 and 1.
      (expected === 1 && actual === 0) ||
      (expected === 0 && actual === 1) ||
      (deleted.test(`${path} ${JSON.stringify(actual)}`) && expected !== actual),
  );
}
