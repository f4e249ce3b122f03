import {
  assumeAcknowledged,
  defineRule,
  didChange,
  expectSameState,
  isSame,
  markOf,
  mentions,
  noEffectShown,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { emptySignature } from '../../simulator/faults/empty-signature.ts';
import { missingSignature } from '../../simulator/faults/missing-signature.ts';
import { swappedSignature } from '../../simulator/faults/swapped-signature.ts';
import { wrongSecret } from '../../simulator/faults/wrong-secret.ts';
import { serialize } from '../../simulator/index.ts';

export const rejectedHasNoEffect = defineRule({
  id: 'signature/rejected-has-no-effect',
  title: 'changes nothing when a forged message arrives',
  level: 'must',
  sentBy: 'anyone',
  severity: 'open-to-forgers',
  basis: 'documented',
  requirements: ['verify-signature'],
  why: 'A forged report that takes effect changes what a customer owns, whatever the response says: a 401 does not undo work that was done before the verification.',
  fix: 'Verify the signature before anything is parsed, stored or queued.',
  inProduction:
    'The forged DIDs are in the database, although the log says 401. The body was stored or queued before the verification, and the worker that reads the queue does not verify it again.',
  procedure: [
    'Hookswitch sends a genuine message and waits for its effect.',
    'It sends forged reports about the same PBX and about an unknown one: without a signature, with an empty one, signed with another secret, and with the signature of another message. Each report has its own DID.',
    'The state of neither PBX may change, and none of these DIDs may appear.',
  ],
  lesson: 'check-first',
  detects: 'applied-forgery',
  explainedBy: [
    'signature/rejects-other-secret',
    'signature/rejects-missing',
    'signature/rejects-empty',
    'signature/rejects-tampered-body',
    'signature/rejects-altered-signature',
    'signature/rejects-swapped-signature',
    'signature/rejects-weak-digest',
    'signature/rejects-other-encoding',
    'signature/rejects-doubled-header',
  ],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const [sn, untouched] = [ctx.serial(), ctx.serial()];
    const unknown = await ctx.observe(sn);
    assumeAcknowledged(await ctx.deliver(didChange(ctx, { sn })));
    const before = await ctx.observeChange(sn, unknown);
    if (isSame(before, unknown)) noEffectShown('a genuine message');
    const untouchedBefore = await ctx.observe(untouched);

    const forgeries = forgeriesOf(ctx, sn);
    const all = [...forgeries, ...forgeriesOf(ctx, untouched)];
    const sent = await Promise.all(all.map(({ message, fault }) => ctx.deliver(message, { fault })));

    const [after, untouchedAfter] = await Promise.all([ctx.observeQuiet(sn), ctx.observeQuiet(untouched)]);
    const which = all.findIndex(({ dids }) =>
      dids.some((info) => [after, untouchedAfter].some((state) => mentions(state, markOf(ctx, info)))),
    );
    const what = `after a message ${all[which]?.fault.title ?? 'that was not genuine'}`;
    const fix = sent[which]?.isAcknowledged ? verifyEach : undefined;
    expectSameState(before, after, what, fix);
    expectSameState(untouchedBefore, untouchedAfter, what, fix);
  },
});

const verifyEach =
  'The forged message was acknowledged. Verify the signature of every message, whichever PBX it names and whatever was sent before.';

/** Each has its own DID, which shows the origin of an effect. */
function forgeriesOf(ctx: RuleContext, sn: string) {
  const other = serialize(didChange(ctx, { sn }), ctx.run.profile);
  const faults = [
    missingSignature,
    emptySignature(),
    wrongSecret(),
    swappedSignature('with the signature of another message', other),
  ];
  return faults.map((fault, n) => {
    const dids = ctx.dids(1);
    return { fault, dids, message: didChange(ctx, { sn, dids, offset: n + 1 }) };
  });
}
