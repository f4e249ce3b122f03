import {
  actualOf,
  assumeAcknowledged,
  defineRule,
  didChange,
  expectAcknowledged,
  fail,
  type RuleContext,
  type SendOptions,
  type Sent,
} from '../../runner/rule-kit.ts';
import { missingSignature } from '../../simulator/faults/missing-signature.ts';
import { tamperedBody } from '../../simulator/faults/tampered-body.ts';
import type { Connector, Fault } from '../../simulator/index.ts';
import { count } from '../../text/words/count.ts';

const onOne = 5;

export const servesFreshAndKeptConnections = defineRule({
  id: 'acknowledgement/serves-fresh-and-kept-connections',
  title: 'serves new and reused connections, even after a rejected message',
  level: 'must',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  detects: 'broken-kept-connection',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx'],
  why: 'Proxies reuse connections, and YCM may do so too. If a connection hangs or breaks after the first message, the second is lost.',
  fix: 'Read the whole body before you respond, even when you reject the message. Otherwise send Connection: close, so that the next message uses a new connection.',
  inProduction:
    'The receiver responds 401 without reading the body. On a reused connection, the rest of that body looks like the next request, so the genuine message after a forged one gets a 400. This happens only behind a proxy, and only now and then.',
  procedure: [
    'Hookswitch sends genuine messages on new connections, one of them with a name that is not ASCII.',
    'It sends five genuine messages on one connection.',
    'It sends a genuine message right after each of two rejected messages, on the same connection. One rejected message has no signature, the other was changed after signing.',
    'Your receiver must respond with a 2xx to each genuine message. No bytes may follow a response on a connection that stays open. If your receiver closes a connection before its response begins, Hookswitch sends the message again on a new one.',
  ],
  lesson: 'read-to-the-end',
  isAboutFailures: true,
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx), { connector: ctx.connections.fresh() }));
    await serves(ctx, ctx.connections.kept(), 'on a new connection that may be reused');
    await serves(ctx, ctx.connections.kept(), 'on another new connection that may be reused');
    await servesMany(ctx);
    await endsItsResponse(ctx);
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

/** A response may repeat a name, whose characters have more than one byte. Other rules check whether it is acknowledged. */
async function endsItsResponse(ctx: RuleContext): Promise<void> {
  const message = didChange(ctx, { trunkName: 'Zürich Süd' });
  const note = 'a genuine message with a name that is not ASCII';
  expectNoExcess(await ctx.deliver(message, { connector: ctx.connections.kept(), note }));
}

/** Other rules check how the message is rejected. */
async function servesAfter(ctx: RuleContext, fault: Fault): Promise<void> {
  const connector = ctx.connections.kept();
  expectNoExcess(await ctx.deliver(didChange(ctx), { connector, fault }));
  await serves(ctx, connector, `on the same connection as a message ${fault.title}`, atOnce);
}

/** A message that waits behind those of other rules could arrive after the connection was closed. */
const atOnce: SendOptions = { unbounded: true };

async function serves(
  ctx: RuleContext,
  connector: Connector,
  where: string,
  options: SendOptions = {},
): Promise<void> {
  const note = `a genuine message ${where}`;
  const sent = await ctx.deliver(didChange(ctx), { ...options, connector, note });
  expectAcknowledged(ctx, sent);
  expectNoExcess(sent);
}

const countBytes =
  'Give Content-Length in bytes, not in characters: Buffer.byteLength(body), len(body.encode()). Or leave it to your framework.';

const sendNoBody = 'Send no body with a 204, or respond with a 200.';

function expectNoExcess(sent: Sent): void {
  if (sent.excessBytes === undefined) return;
  const more = count(sent.excessBytes, 'more byte');
  fail(
    `nothing after the end of the response to ${sent.what}`,
    `${actualOf(sent)}, then ${more} that the next message on this connection gets as its response`,
    sent.outcome.kind === 'response' && sent.outcome.status === 204 ? sendNoBody : countBytes,
    sent,
  );
}
