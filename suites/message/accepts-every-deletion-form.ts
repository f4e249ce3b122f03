import { defineRule, didChange, expectAcknowledged, given, newDidReport } from '../../runner/rule-kit.ts';
import type { DidReport } from '../../simulator/index.ts';

export const acceptsEveryDeletionForm = defineRule({
  id: 'message/accepts-every-deletion-form',
  title: 'acknowledges a pce_delete whatever the form of its list',
  level: 'must',
  harm: 'refuses-genuine',
  basis: 'derived',
  requirements: ['did-change-event', 'acknowledge-with-2xx'],
  why: 'The vendor does not say what list a deleted PBX comes with: who insists on one form refuses every deletion, and keeps PBXs that are gone.',
  fix: 'On pce_delete let trunkDidInfoList be empty, null, absent or the last list: a deleted PBX has no DIDs, whatever it says.',
  inProduction:
    'The deletion of a PBX comes without a list, the code reads the length of nothing, and the message ends in a 500. The PBX stays in the system, and is billed.',
  tried:
    'For each of four PBXs sends a DID change, then a pce_delete with an empty trunkDidInfoList, with null, without one, and with the last list. Each has to be acknowledged.',
  lesson: 'tell-each-item',
  needs: ['carriage'],
  async run(ctx) {
    const tryForm = async (form: keyof typeof deletionForms) => {
      const sn = ctx.serial();
      const dids = ctx.dids(2);
      given(await ctx.deliver(didChange(ctx, { sn, dids })));
      const last = newDidReport(ctx, { sn, event: 'pce_delete', dids, offset: 10 });
      const note = `a pce_delete with ${form}`;
      expectAcknowledged(ctx, await ctx.deliver([deletionForms[form](last)], { note }));
    };
    await Promise.all(formNames.map(tryForm));
  },
});

/** What the last report of a PBX may look like, in words that go on after "a pce_delete with". */
export const deletionForms = {
  'an empty trunkDidInfoList': (last: DidReport) => ({ ...last, trunkDidInfoList: [] }),
  'null as trunkDidInfoList': (last: DidReport) => ({ ...last, trunkDidInfoList: null }),
  'no trunkDidInfoList': ({ trunkDidInfoList: _, ...others }: DidReport) => others,
  'the last trunkDidInfoList': (last: DidReport) => last,
} as const;

const formNames = Object.keys(deletionForms) as (keyof typeof deletionForms)[];
