import {
  assumeAcknowledged,
  defineRule,
  didChange,
  expectNotAcknowledged,
  fixOrBypassCache,
  isInBody,
  messagesOfEveryKind,
  messageToForge,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { both } from '../../simulator/faults/both.ts';
import { chunkedBody } from '../../simulator/faults/chunked-body.ts';
import { contentType } from '../../simulator/faults/content-type.ts';
import type { Fault } from '../../simulator/faults/fault.ts';
import { missingSignature } from '../../simulator/faults/missing-signature.ts';
import { wrongSecret } from '../../simulator/faults/wrong-secret.ts';
import { testMessage } from '../../simulator/index.ts';
import { newerMessages } from '../cases/unknown-events.ts';

/** About 300 kB. */
const manyDids = 2700;

export const checksEveryMessage = defineRule({
  id: 'signature/checks-every-message',
  title: 'verifies every message, whatever its event, size and framing, even if it already knows the message',
  level: 'must',
  sentBy: 'anyone',
  severity: 'open-to-forgers',
  basis: 'derived',
  requirements: ['all-events', 'verify-signature'],
  why: 'A forger chooses the event, the headers and the size. If one kind of message is not verified, forgers send that kind.',
  fix: 'Verify the signature before you look at the event, the headers or the size, and before you look for duplicates.',
  inProduction:
    'The signature is verified in the verify option of express.json, which runs only for JSON. A forger sends the same message as text/plain and gets a 2xx. Or pce_delete has its own handler that verifies nothing, and a stranger deletes PBXs.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends forged messages, each once without a signature and once signed with another secret. They cover every documented event except the test message, and unknown events.',
    `If the message is in the body, Hookswitch also sends forged DID changes with the Content-Types text/plain, application/x-www-form-urlencoded and application/json; charset=utf-8, without a Content-Type, with Transfer-Encoding: chunked, and with ${manyDids} DIDs.`,
    'It sends a forged message on the connection of a genuine one, and finally a forged copy of the genuine message.',
    'No forged message may get a 2xx.',
  ],
  lesson: 'check-first',
  explainedBy: ['signature/rejects-other-secret', 'signature/rejects-missing'],
  needs: ['carriage'],
  async run(ctx) {
    const known = messageToForge(ctx);
    assumeAcknowledged(await ctx.deliver(known));
    await expectNoneAcknowledged(ctx, forgedEvents(ctx), whateverTheEvent);
    if (isInBody(ctx)) await expectNoneAcknowledged(ctx, forgedForms(ctx), whateverTheForm);
    await expectCheckedOnKept(ctx);
    await expectNoneAcknowledged(
      ctx,
      [{ note: 'the genuine message again', message: known }],
      fixOrBypassCache(ctx, beforeDuplicates),
    );
  },
});

interface Forgery {
  readonly note: string;
  readonly message: unknown;
  readonly form?: Fault;
}

/** A body parser, and the verification in it, may run for one Content-Type only. */
export const otherContentTypes = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-8',
  undefined,
].map((type) => contentType(type));

const signatures = [missingSignature, wrongSecret()];

/** Sends each of them without a signature and with a wrong one. How it is rejected is up to the receiver, for instance with 413 or 415. */
async function expectNoneAcknowledged(
  ctx: RuleContext,
  forgeries: readonly Forgery[],
  fix: string,
): Promise<void> {
  const sendings = forgeries.flatMap(({ note, message, form }) =>
    signatures.map((fault) =>
      ctx.deliver(message, { fault: form ? both(form, fault) : fault, note: `${note}, ${fault.title}` }),
    ),
  );
  for (const sent of await Promise.all(sendings)) expectNotAcknowledged(sent, fix);
}

/** Another rule checks whether it serves genuine messages on one connection. */
async function expectCheckedOnKept(ctx: RuleContext): Promise<void> {
  const connector = ctx.connections.kept();
  const { isAcknowledged } = await ctx.deliver(messageToForge(ctx), { connector, unbounded: true });
  if (!isAcknowledged) return;
  for (const fault of signatures) {
    const note = `a message on the same connection as a genuine one, ${fault.title}`;
    const sent = await ctx.deliver(messageToForge(ctx), { connector, fault, note, unbounded: true });
    expectNotAcknowledged(sent, whateverTheConnection);
  }
}

/** Another rule checks the test message. */
function forgedEvents(ctx: RuleContext): Forgery[] {
  return [...messagesOfEveryKind(ctx), ...newerMessages(ctx)]
    .filter(([, message]) => message !== testMessage)
    .map(([note, message]) => ({ note, message }));
}

function forgedForms(ctx: RuleContext): Forgery[] {
  const forms = [...otherContentTypes, chunkedBody];
  return [
    ...forms.map((form) => ({ form, note: `a message ${form.title}`, message: messageToForge(ctx) })),
    { note: `a message with ${manyDids} DIDs`, message: didChange(ctx, { dids: manyDids }) },
  ];
}

const whateverTheEvent =
  'Verify the signature before you look at the event: also for deletions, and for events that you ignore.';

const whateverTheForm =
  'Verify the signature of every request, whatever its Content-Type, size and framing. If the raw body is missing, reject the request. In Express, the verify option of express.json runs only for JSON: use express.raw({ type: () => true }).';

const whateverTheConnection =
  'Verify the signature of every request, and store the result with the request. A handler or a socket may serve several requests of one connection, and a proxy sends messages of different clients over one.';

const beforeDuplicates =
  'Verify the signature before you look for duplicates. Anyone who has seen a genuine body can send it again.';
