import {
  defineRule,
  didChange,
  expectAcknowledged,
  given,
  type RuleContext,
  type SendOptions,
} from '../../runner/rule-kit.ts';
import { missingSignature } from '../../simulator/faults/missing-signature.ts';
import { tamperedBody } from '../../simulator/faults/tampered-body.ts';
import type { Connector, Fault } from '../../simulator/index.ts';

const onOne = 5;

export const servesFreshAndKeptConnections = defineRule({
  id: 'acknowledgement/serves-fresh-and-kept-connections',
  title: 'serves a new connection for each message as well as many messages on one, also after a refused one',
  level: 'must',
  harm: 'refuses-genuine',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx'],
  why: 'Nobody says whether YCM keeps its connections, and proxies do: a connection that hangs or breaks after the first message loses the second.',
  fix: 'Read the whole body before you answer, also of what you refuse, or close the connection with Connection: close in the answer; then the next message comes on a new one.',
  inProduction:
    'The receiver answers 401 without reading the body. On a kept connection the rest of that body is taken for the next request, so that the genuine message behind a forged one is answered 400. It happens only behind a proxy, and only now and then.',
  tried:
    'Sends genuine messages on new connections, five of them on one connection, and one on the connection of a message without a signature and of a message that was changed after signing. Each genuine one has to be acknowledged. A connection may be closed after an answer.',
  lesson: 'read-to-the-end',
  isAboutFailures: true,
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx), { connector: ctx.connections.fresh() }));
    await serves(ctx, ctx.connections.kept(), 'on a new connection that may be kept');
    await serves(ctx, ctx.connections.kept(), 'on another new connection that may be kept');
    await servesMany(ctx);
    await servesAfter(ctx, missingSignature);
    await servesAfter(ctx, tamperedBody());
  },
});

async function servesMany(ctx: RuleContext): Promise<void> {
  const connector = ctx.connections.kept();
  const where = (n: number) => `as number ${n} of ${onOne} on one connection`;
  await serves(ctx, connector, where(1));
  for (let n = 2; n <= onOne; n++) await serves(ctx, connector, where(n), atOnce);
}

/** How the refused message is answered is another rule's business. */
async function servesAfter(ctx: RuleContext, fault: Fault): Promise<void> {
  const connector = ctx.connections.kept();
  await ctx.deliver(didChange(ctx), { connector, fault });
  await serves(ctx, connector, `on the connection of a message ${fault.title}`, atOnce);
}

/** Whoever waits for their turn behind what other rules send to a slow receiver comes when the connection is not kept any more. */
const atOnce: SendOptions = { unbounded: true };

async function serves(
  ctx: RuleContext,
  connector: Connector,
  where: string,
  options: SendOptions = {},
): Promise<void> {
  const note = `a genuine message ${where}`;
  expectAcknowledged(ctx, await ctx.deliver(didChange(ctx), { ...options, connector, note }));
}
