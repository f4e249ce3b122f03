import {
  cannotTell,
  defineRule,
  didChange,
  fail,
  type RuleContext,
  type Sent,
} from '../../runner/rule-kit.ts';
import { malformedSignature } from '../../simulator/faults/malformed-signature.ts';
import { missingSignature } from '../../simulator/faults/missing-signature.ts';
import { otherMethod } from '../../simulator/faults/other-method.ts';
import { tamperedBody } from '../../simulator/faults/tampered-body.ts';
import { wrongSecret } from '../../simulator/faults/wrong-secret.ts';
import { type Fault, serialise, sign } from '../../simulator/index.ts';
import { stackTraceIn } from './stack-trace.ts';

export const revealsNoSecret = defineRule({
  id: 'security/reveals-no-secret',
  title: 'keeps the secret, the signature that it expects and its stack to itself, whatever it is sent',
  level: 'must',
  harm: 'open-to-forgers',
  basis: 'derived',
  requirements: ['secret'],
  why: 'Whoever learns the secret, or the right signature of what he has sent, can forge messages; a stack trace shows him where to go on.',
  fix: 'Answer a refusal with its status and a fixed sentence; write what you expected, and the error with its stack, to the log (never the secret). In production turn debug pages off (NODE_ENV=production, DEBUG=False).',
  inProduction:
    'The text of the 401 says what was expected, which helped while it was written. A forger sends his message, reads the right signature in the answer, and sends it again with that.',
  tried:
    'Sends a genuine message, and ones that provoke an error: without a signature, with a malformed one, signed with another secret, changed after signing, by PUT, and signed nonsense. No answer, in status line, headers or body, may hold the secret (as text, Base64, hex or percent-encoded), the signature that would have been right, or a stack trace of Node.js, Python, Java, PHP, Go, .NET or Ruby.',
  lesson: 'quiet-errors',
  async run(ctx) {
    const sendings = provocations(ctx).map(async ({ bytes, ...options }) => ({
      bytes,
      sent: await ctx.deliver(bytes, options),
    }));
    const all = await Promise.all(sendings);
    if (!all.some(({ sent }) => sent.outcome.kind === 'response'))
      cannotTell({ because: 'no-response', detail: 'nothing was answered' });
    for (const { bytes, sent } of all) {
      const found = revealedIn(sent, bytes, ctx.run.webhook.secret);
      if (found)
        fail(
          'no secret, expected signature or stack trace in a response',
          `the response to ${sent.what} contains ${found}`,
          undefined,
          sent,
        );
    }
  },
});

interface Provocation {
  readonly bytes: Uint8Array;
  readonly note?: string;
  readonly fault?: Fault;
}

function provocations(ctx: RuleContext): Provocation[] {
  const genuine = () => serialise(didChange(ctx), ctx.run.profile);
  const faults = [
    missingSignature,
    malformedSignature(),
    malformedSignature('with a signature of 3 characters', 'abc'),
    wrongSecret(),
    tamperedBody(),
    otherMethod('PUT'),
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
    ...nonsense.map((text) => ({ bytes: Buffer.from(text), note: `the signed text ${text || '(empty)'}` })),
  ];
}

/** What an answer gives away, in words that do not give it away again. */
function revealedIn({ outcome, request }: Sent, bytes: Uint8Array, secret: string): string | undefined {
  if (outcome.kind !== 'response') return undefined;
  const body = outcome.body.toString('latin1');
  const text = [outcome.reason, ...outcome.headers.map((header) => header.join(': ')), body].join('\n');
  const holds = (spellings: readonly string[]) => spellings.some((spelling) => text.includes(spelling));
  if (holds(spellingsOf(secret))) return "the webhook's secret";
  const expected = sign(secret, bytes);
  const wasSent = request.headers.some(([, value]) => value === expected);
  const hex = Buffer.from(expected, 'base64').toString('hex');
  if (!wasSent && holds([expected, encodeURIComponent(expected), hex])) return 'the expected signature';
  const runtime = stackTraceIn(text);
  return runtime && `a stack trace of ${runtime}`;
}

function spellingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [secret, encodeURIComponent(secret), bytes.toString('base64'), bytes.toString('hex')];
}
