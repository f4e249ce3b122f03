import {
  cannotTell,
  defineRule,
  didChange,
  fail,
  type RuleContext,
  watchFor,
} from '../../runner/rule-kit.ts';
import { unsignedMethod } from '../../simulator/faults/forged-get.ts';
import { malformedSignature } from '../../simulator/faults/malformed-signature.ts';
import { missingSignature } from '../../simulator/faults/missing-signature.ts';
import { tamperedBody } from '../../simulator/faults/tampered-body.ts';
import { wrongSecret } from '../../simulator/faults/wrong-secret.ts';
import { type Fault, serialize, type Transmission } from '../../simulator/index.ts';
import { expectedDigest, type Signing } from '../../simulator/wire/request.ts';
import { stackTraceIn } from '../../text/errors/stack-trace.ts';
import { createRedactor } from '../../text/secrets/redact.ts';

export const revealsNoSecret = defineRule({
  id: 'security/reveals-no-secret',
  title: 'never reveals the secret, the expected signature or a stack trace in a response',
  level: 'must',
  sentBy: 'anyone',
  severity: 'open-to-forgers',
  basis: 'derived',
  requirements: ['secret'],
  why: 'Anyone who learns the secret, or the correct signature of their own message, can forge messages. A stack trace shows an attacker where to look next.',
  fix: 'Reject with a status and a fixed sentence. Log the error with its stack, but never the secret or the expected signature. Turn off debug pages in production (NODE_ENV=production, DEBUG=False).',
  inProduction:
    'The body of the 401 contains the expected signature, which helped during development. A forger sends a message, reads the correct signature in the response, and sends the message again with it.',
  procedure: [
    'Hookswitch sends a genuine message, and messages that provoke an error: without a signature, with a malformed one, signed with another secret, changed after signing, and malformed ones, without a signature too.',
    'No status line, header or body may contain the secret (as text, Base64, hex in any case, or percent-encoded), the correct signature, or a stack trace of Node.js, Python, Java, PHP, Go, .NET or Ruby.',
    'The same is true of the responses to all other messages of the check that YCM or a forger can send, except for values that the message itself contains.',
  ],
  lesson: 'quiet-errors',
  isAboutFailures: true,
  watch(facts) {
    const revealedIn = searchFor(facts.webhook);
    return watchFor(({ sent, what }) => {
      const found = revealedIn(sent, sent.request.body);
      if (found === undefined) return undefined;
      return { expected: nothingRevealed, actual: `the response to ${what} contains ${found}` };
    })(facts);
  },
  async run(ctx) {
    const sendings = provocations(ctx).map(async ({ bytes, ...options }) => ({
      bytes,
      sent: await ctx.deliver(bytes, options),
    }));
    const all = await Promise.all(sendings);
    if (!all.some(({ sent }) => sent.outcome.kind === 'response'))
      cannotTell({ reasonCode: 'no-response', detail: 'the receiver sent no response' });
    const revealedIn = searchFor(ctx.run.webhook);
    for (const { bytes, sent } of all) {
      const found = revealedIn(sent, bytes);
      if (found) fail(nothingRevealed, `the response to ${sent.what} contains ${found}`, undefined, sent);
    }
  },
});

const nothingRevealed = 'no secret, expected signature or stack trace in a response';

interface Provocation {
  readonly bytes: Uint8Array;
  readonly note?: string;
  readonly fault?: Fault;
}

function provocations(ctx: RuleContext): Provocation[] {
  const genuine = () => serialize(didChange(ctx), ctx.run.profile);
  const faults = [
    missingSignature,
    malformedSignature(),
    malformedSignature('with a signature of 3 characters', 'abc'),
    wrongSecret(),
    tamperedBody(),
    unsignedMethod('PUT'),
  ];
  const nonsense = [
    '{"event":',
    '',
    'null',
    '[null]',
    '[[]]',
    '[{"event":"did_change"}]',
    '{"event":{}}',
    '[{"sn":1}]',
  ];
  return [
    { bytes: genuine(), note: 'a genuine message' },
    ...faults.map((fault) => ({ bytes: genuine(), fault })),
    ...nonsense.map((text) => ({
      bytes: Buffer.from(text),
      note: `the unsigned text '${text}'`,
      fault: missingSignature,
    })),
  ];
}

/** Finds what a response to these bytes reveals, and describes it without revealing it again. Made once: it costs more than a search. */
function searchFor(webhook: Signing): (sent: Transmission, bytes: Uint8Array) => string | undefined {
  const redactor = createRedactor([webhook.secret]);
  return ({ outcome, request }, bytes) => {
    if (outcome.kind !== 'response') return undefined;
    const response = textOf(outcome.reason, outcome.headers, outcome.body);
    // A response may quote what was sent.
    const reveals = (isIn: (text: string) => boolean) =>
      isIn(response) && !isIn(textOf(request.target, request.headers, Buffer.from(request.body)));
    if (reveals((text) => redactor.text(text) !== text)) return "the webhook's secret";
    if (reveals((text) => hasSignature(text, expectedDigest(webhook, bytes))))
      return 'the expected signature';
    const runtime = stackTraceIn(response);
    return runtime === undefined ? undefined : `a stack trace of ${runtime}`;
  };
}

type Headers = readonly (readonly [string, string])[];

function textOf(first: string, headers: Headers, body: Buffer): string {
  return [first, ...headers.map((header) => header.join(': ')), body.toString('latin1')].join('\n');
}

/** Not by half, as for the secret: a response may quote an almost correct signature that was sent. */
function hasSignature(text: string, digest: Buffer): boolean {
  const signature = digest.toString('base64');
  const isQuoted = [signature, encodeURIComponent(signature)].some((spelling) => text.includes(spelling));
  return isQuoted || hasHex(text, digest.toString('hex'));
}

/** In lower or upper case, also with a separator between the bytes, as .NET writes it. */
function hasHex(text: string, hex: string): boolean {
  return text.toLowerCase().replace(/[-: ]/g, '').includes(hex);
}
