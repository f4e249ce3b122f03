import {
  defineRule,
  didChange,
  expectSameState,
  expectVisibleEffect,
  markOf,
  mentions,
} from '../../runner/rule-kit.ts';
import { otherMethod } from '../../simulator/faults/other-method.ts';

const methods = ['PUT', 'PATCH', 'DELETE'];

export const otherMethodsHaveNoEffect = defineRule({
  id: 'method/other-methods-have-no-effect',
  title: 'changes nothing when a message comes by PUT, PATCH or DELETE',
  level: 'must',
  harm: 'open-to-forgers',
  basis: 'derived',
  requirements: ['request-method'],
  why: 'A door that nobody knows of is not watched: a proxy in front that lets POST from YCM through only may let the others pass.',
  fix: 'Look at the method before anything else: route the one that is configured, and have no handler for all of them.',
  inProduction:
    'A filter in front lets POST through from the address of YCM only. By DELETE anybody who has one genuine message can send it, and the handler for all methods applies it.',
  tried:
    'Makes sure that the effect of a genuine message shows. Then sends messages by PUT, PATCH and DELETE, signed as they should be, each with a DID of its own. The state may not change.',
  lesson: 'one-route',
  explainedBy: ['method/refuses-other-methods'],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    await expectVisibleEffect(ctx);
    const sn = ctx.serial();
    const before = await ctx.observe(sn);
    const sendings = methods.map((method) => ({ method, dids: ctx.dids(1) }));
    await Promise.all(
      sendings.map(({ method, dids }) =>
        ctx.deliver(didChange(ctx, { sn, dids }), { fault: otherMethod(method) }),
      ),
    );
    const after = await ctx.observeQuiet(sn);
    const applied = sendings.find(({ dids }) => dids.some((info) => mentions(after, markOf(ctx, info))));
    expectSameState(before, after, `after a message by ${applied?.method ?? methods.join(', ')}`);
  },
});
