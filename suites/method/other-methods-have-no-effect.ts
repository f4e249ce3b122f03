import {
  defineRule,
  didChange,
  expectSameState,
  expectVisibleEffect,
  markOf,
  mentions,
} from '../../runner/rule-kit.ts';
import { otherMethod } from '../../simulator/faults/other-method.ts';

export const otherMethodsHaveNoEffect = defineRule({
  id: 'method/other-methods-have-no-effect',
  title: 'changes nothing when a message is sent with PUT, PATCH or DELETE',
  level: 'may',
  sentBy: 'nobody',
  severity: 'open-to-forgers',
  basis: 'derived',
  requirements: ['request-method'],
  why: 'Filters and logs cover only the method in use. A proxy that lets only YCM send a POST may let anyone send a PUT.',
  fix: "Check the method first: route only the configured one, and don't use a catch-all handler.",
  inProduction:
    "A filter in front of the receiver allows POST only from YCM's address. Anyone who has one genuine message can send it with DELETE, and the handler for all methods applies it.",
  procedure: [
    'Hookswitch checks that a genuine message has a visible effect.',
    'It sends correctly signed messages with PUT, PATCH and DELETE, each with its own DID.',
    'The state must not change.',
  ],
  lesson: 'one-route',
  explainedBy: ['method/rejects-other-methods'],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    await expectVisibleEffect(ctx);
    const sn = ctx.serial();
    const before = await ctx.observe(sn);
    const sendings = ['PUT', 'PATCH', 'DELETE'].map((method) => ({ method, dids: ctx.dids(1) }));
    const send = ({ method, dids }: (typeof sendings)[number]) =>
      ctx.deliver(didChange(ctx, { sn, dids }), { fault: otherMethod(method) });
    await Promise.all(sendings.map(send));
    const after = await ctx.observeQuiet(sn);
    const applied = sendings.find(({ dids }) => dids.some((info) => mentions(after, markOf(ctx, info))));
    expectSameState(before, after, `after a message as ${applied?.method ?? 'PUT, PATCH, DELETE'}`);
  },
});
