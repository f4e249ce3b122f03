import {
  assumeAcknowledged,
  defineRule,
  didChange,
  expectAcknowledged,
  newDidReport,
  type RuleContext,
  tryEach,
} from '../../runner/rule-kit.ts';
import { deletions } from '../cases/deletions.ts';

export const acceptsEveryDeletionForm = defineRule({
  id: 'message/accepts-every-deletion-form',
  title: 'acknowledges a pce_delete with any form of trunkDidInfoList',
  level: 'must',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'derived',
  requirements: ['did-change-event', 'acknowledge-with-2xx'],
  why: 'The vendor does not document which list a deletion contains. A receiver that accepts only one form may reject every deletion, and keep PBXs that no longer exist.',
  fix: 'For pce_delete, accept a trunkDidInfoList that is empty, null, absent, or unchanged since the last report. A deleted PBX has no DIDs in any case.',
  inProduction:
    'A deletion arrives without a list, the code reads the length of undefined, and the response is a 500. The PBX stays in the system, and its customer is still billed.',
  procedure: [
    'Hookswitch sends a DID change about each of four PBXs.',
    'It sends a pce_delete about each, with a different trunkDidInfoList: empty, null, absent, and the last list.',
    'Your receiver must respond with a 2xx to each message.',
  ],
  lesson: 'tell-each-item',
  explainedBy: ['acknowledgement/acknowledges-every-event'],
  needs: ['carriage'],
  async run(ctx) {
    await tryEach(ctx, deletions, tryForm);
  },
});

async function tryForm(ctx: RuleContext, { note, message }: (typeof deletions)[number]): Promise<void> {
  const [sn, dids] = [ctx.serial(), ctx.dids(2)];
  assumeAcknowledged(await ctx.deliver(didChange(ctx, { sn, dids })));
  const last = newDidReport(ctx, { sn, event: 'pce_delete', dids, offset: 10 });
  expectAcknowledged(ctx, await ctx.deliver(message(last), { note }));
}
