import type { Arbitrary } from 'fast-check';
import {
  allOf,
  assumeAcknowledged,
  capacityChange,
  defineRule,
  didChange,
  expectAcknowledged,
  expectNotAcknowledged,
  expectRefused,
  messageSignedLike,
  messageToForge,
  type Rule,
  type RuleContext,
  type Sent,
  secretNotSent,
  wasClosed,
  withPlusAndSlash,
} from '../../runner/rule-kit.ts';
import type { RequestRecord } from '../../schemas/generated/types.ts';
import { alteredSignature } from '../../simulator/faults/altered-signature.ts';
import { doubledHeader, joinedHeader } from '../../simulator/faults/doubled-header.ts';
import { emptySignature } from '../../simulator/faults/empty-signature.ts';
import { malformedSignature } from '../../simulator/faults/malformed-signature.ts';
import { missingSignature } from '../../simulator/faults/missing-signature.ts';
import { otherEncoding, otherEncodings } from '../../simulator/faults/other-encoding.ts';
import { credentialsElsewhere } from '../../simulator/faults/signature-elsewhere.ts';
import { swappedSignature } from '../../simulator/faults/swapped-signature.ts';
import { weakDigest, weakDigests } from '../../simulator/faults/weak-digest.ts';
import { wrongSecret } from '../../simulator/faults/wrong-secret.ts';
import { type Fault, serialize, testMessage } from '../../simulator/index.ts';
import { alteration, alterationFault, fixedAlterations } from '../cases/altered-signatures.ts';
import {
  type Malformed,
  malformed,
  malformedTitles,
  malformedValues,
} from '../cases/malformed-signatures.ts';
import { fixedSecretFaults, secretChange, secretFault } from '../cases/other-secrets.ts';
import { showAlteration, showMalformed, showSecret, showTampering } from '../cases/show-case.ts';
import { change, changeFault, fixedChanges } from '../cases/tampered-bodies.ts';

/** A rule about one kind of forgery. By default a `must`, documented, and open to forgers if it fails. */
interface ForgeryRule
  extends Omit<Rule, 'level' | 'sentBy' | 'severity' | 'basis' | 'procedure' | 'run'>,
    Partial<Pick<Rule, 'level' | 'severity' | 'basis'>> {
  /** The steps between the genuine message and the demands. */
  readonly sends: readonly string[];
  /** Default: a 4xx for each. */
  readonly demands?: readonly string[];
  /** The genuine message, and what is forged unless a forgery has its own. */
  readonly message?: typeof messageToForge;
  readonly forge: (ctx: RuleContext, sent: Genuine) => readonly Forgery[];
  /** Sends generated forgeries after the others. */
  readonly generated?: (ctx: RuleContext, message: () => unknown) => Promise<void>;
  /** Describes a genuine message that must be acknowledged afterwards. */
  readonly afterwards?: string;
}

interface Genuine {
  readonly sn: string;
  readonly message: unknown;
}

type Forgery =
  | Fault
  | {
      readonly fault: Fault;
      readonly message?: unknown;
      /** Default: a 4xx. */
      readonly expect?: (sent: Sent) => void;
    };

const aRejection = 'Your receiver must reject each of them with a 4xx.';

/** The rules that a receiver fails if it accepts a forged message, in the order of lists and reports. */
export const forgeryRules = {
  missing: row({
    id: 'signature/rejects-missing',
    title: 'rejects a message without an X-Signature header, even if a signature is elsewhere',
    requirements: ['signature-header', 'verify-signature'],
    why: 'Verifying a signature only if there is one stops nobody: a forger omits the header.',
    fix: "Respond 401 if there is no X-Signature header, before you parse the message. Don't look for the signature anywhere else, least of all in the query, which ends up in logs.",
    inProduction:
      'Someone finds the URL in a log, in a proxy or by guessing, and sends an invented report without a signature. They can change the DIDs of any PBX, and nothing in the log looks wrong.',
    sends: [
      'It sends a DID change and a capacity change without an X-Signature header.',
      'It sends messages whose correct signature is in another header instead (Signature, X-Hub-Signature-256, X-Webhook-Signature, X-Yeastar-Signature, Authorization), or in the query.',
      'If your receiver is on this machine, it sends messages with the bare secret in a header (X-Webhook-Secret, Authorization: Bearer and others) and in the query (?token= and others).',
    ],
    lesson: 'compare-in-full',
    detects: 'missing-signature',
    explainedBy: ['signature/rejects-other-secret'],
    forge: (ctx) => [
      missingSignature,
      { fault: missingSignature, message: capacityChange(ctx) },
      ...credentialsElsewhere(),
    ],
  }),
  empty: row({
    id: 'signature/rejects-empty',
    title: 'rejects a message with an empty or blank signature',
    requirements: ['signature-header', 'verify-signature'],
    why: 'An empty string is false in many languages, so a check such as "if there is a signature" lets the message in.',
    fix: 'Treat an empty X-Signature like a wrong one: compare it in full, including its length, and respond 401.',
    inProduction:
      'The receiver checks for a missing header, but "X-Signature: " is a header with an empty string, which is false in PHP, Python and JavaScript. A forger adds one line and gets in.',
    sends: ['It sends messages whose X-Signature is empty, a space or a tab.'],
    lesson: 'compare-in-full',
    explainedBy: [
      'signature/rejects-other-secret',
      'signature/rejects-malformed-signature',
      'signature/rejects-altered-signature',
    ],
    forge: () => [emptySignature(), emptySignature(' '), emptySignature('\t')],
  }),
  otherSecret: row({
    id: 'signature/rejects-other-secret',
    title: 'rejects a message signed with any other secret',
    requirements: ['secret', 'verify-signature'],
    why: 'Anyone can compute an HMAC with an empty or guessable key, and each webhook in YCM has its own secret.',
    fix: 'Use the whole secret of this webhook as the key, as text and undecoded. Accept no second key, and refuse to start without a secret.',
    inProduction:
      'The secret is not set on one server, so the key is an empty string, and anyone can compute that signature. Or all webhooks share one list of secrets, and one leaked secret opens them all.',
    sends: [
      'It sends messages that are signed with an empty secret, or with the secret in lower or upper case, decoded as Base64 or as hex, encoded as Base64, followed by a line break, or cut to its first half. One more of these is about the PBX of the genuine message.',
      'It sends messages that are signed with generated secrets: any other 32 characters, any prefix of the secret, or the secret with one character changed.',
    ],
    demands: [
      'Your receiver must reject each of them with a 4xx. Closing the connection also counts as a rejection if your receiver does so for every forged message and then acknowledges the genuine message.',
    ],
    lesson: 'one-key-only',
    detects: 'other-secret',
    forge: (ctx, { sn }) => [
      ...fixedSecretFaults(ctx.run.webhook.secret),
      {
        // If the receiver accepts only this one, the secret isn't the reason.
        fault: wrongSecret('signed with another secret, about a PBX that a genuine message named before'),
        message: messageToForge(ctx, { sn, offset: 1 }),
        expect: (sent) => expectRefused(sent, verifyEach),
      },
    ],
    generated: generated(secretChange, secretFault, showSecret),
  }),
  previousSecret: row({
    id: 'signature/rejects-previous-secret',
    title: 'rejects a message signed with the previous secret',
    requirements: ['renew-secret', 'verify-signature'],
    why: 'A secret is replaced because it may have leaked. As long as the old one works, anyone who has it can forge messages.',
    fix: 'Keep one secret for each webhook. When it is replaced, remove the old one everywhere: from each worker, caches, defaults and leftover settings.',
    inProduction:
      'The secret leaked and was replaced in YCM. The receiver still accepts the old one "for a while", and with it every forgery.',
    sends: [
      'It sends a DID change, a capacity change and the test message. They are signed with the previous secret and otherwise correct.',
    ],
    lesson: 'one-key-only',
    explainedBy: ['signature/rejects-other-secret', 'signature/checks-the-test-message-too'],
    needs: ['previous-secret'],
    forge(ctx) {
      const previous = (secret: string) => ctx.run.previousSecret ?? `${secret}x`;
      const fault = wrongSecret('signed with the previous secret', previous);
      return [fault, { fault, message: capacityChange(ctx) }, { fault, message: testMessage }];
    },
  }),
  tamperedBody: row({
    id: 'signature/rejects-tampered-body',
    title: 'rejects a message that was changed anywhere after signing',
    requirements: ['verify-signature'],
    why: 'Anyone who can change a message in transit could assign DIDs and capacity at will.',
    fix: 'Compute the HMAC over the raw bytes as they arrived, before anything parses or trims them, and respond 401 if it differs.',
    inProduction:
      'The receiver computes the signature from only some fields of the message. A proxy or an attacker can change the others, such as the DIDs, and the signature still matches.',
    sends: [
      'It sends messages that were changed after signing: with other values, with spaces inserted into the JSON, with a space before it, with a line break after it, and with no body at all.',
      'It sends messages with generated changes anywhere in the body: one bit or digit changed, one byte removed, or one space inserted.',
    ],
    lesson: 'sign-raw-bytes',
    detects: 'tampered-body',
    explainedBy: ['signature/rejects-other-secret', 'signature/accepts-any-formatting'],
    needs: ['carriage'],
    message: (ctx) => messageToForge(ctx, { dids: 2 }),
    forge: () => fixedChanges,
    generated: generated(change, changeFault, showTampering),
  }),
  alteredSignature: row({
    id: 'signature/rejects-altered-signature',
    title:
      'rejects a signature that is not exactly the genuine one: shortened, extended, changed, or in another case',
    requirements: ['compute-signature', 'verify-signature'],
    why: 'If a comparison ignores some characters, an attacker has fewer to guess.',
    fix: 'Compare the whole text of X-Signature with the expected one in constant time, including case and length.',
    inProduction:
      'Comparing only the first four characters reduces the bits to guess from 256 to 24. A script finds a matching signature overnight.',
    sends: [
      'It sends messages whose genuine signature was changed to lower or upper case, cut to four characters, cut at its end or beginning, or extended by a byte or some text.',
      'It sends messages with generated signatures: shortened to any length, or with one character changed or inserted.',
    ],
    demands: [
      'Your receiver must reject each of them with a 4xx. The rule signature/rejects-other-encoding checks signatures that still decode to the genuine digest.',
    ],
    lesson: 'compare-in-full',
    detects: 'altered-signature',
    explainedBy: ['signature/rejects-other-secret', 'signature/rejects-malformed-signature'],
    forge: () => fixedAlterations.map(([title, alter]) => alteredSignature(title, alter)),
    generated: generated(alteration, alterationFault, showAlteration),
  }),
  swappedSignature: row({
    id: 'signature/rejects-swapped-signature',
    title: 'rejects a message that has the genuine signature of another message',
    requirements: ['compute-signature', 'verify-signature'],
    why: 'Anyone who has seen one genuine message could send any other with its signature.',
    fix: "Compute the HMAC for every message, over its whole body. Don't keep a list of genuine signatures.",
    inProduction:
      'One genuine message from a log or a ticket is enough. Its signature works with any other body, because the receiver remembers signatures instead of computing them, or computes them over nothing.',
    sends: [
      'It sends other messages with the signature of that message, of a genuine message that was never sent, of the test message, or of an empty body.',
    ],
    lesson: 'check-first',
    detects: 'swapped-signature',
    explainedBy: ['signature/rejects-other-secret'],
    needs: ['carriage'],
    message: didChange,
    forge(ctx, { message }) {
      const signed = (value: unknown) => serialize(value, ctx.run.profile);
      return [
        swappedSignature(
          'with the signature of a genuine message that was sent just before',
          signed(message),
        ),
        swappedSignature(
          'with the signature of a genuine message that was never sent',
          signed(didChange(ctx)),
        ),
        swappedSignature('with the signature of the test message', signed(testMessage)),
        swappedSignature(),
      ];
    },
  }),
  weakDigest: row({
    id: 'signature/rejects-weak-digest',
    title: 'rejects every digest other than HMAC-SHA256',
    requirements: ['compute-signature'],
    why: 'Anyone can compute an unkeyed digest. A receiver that accepts several digests is only as strong as the weakest one.',
    fix: "Compute HMAC-SHA256 and nothing else. Don't let the header or its length choose the algorithm.",
    inProduction:
      'If a receiver also accepts plain SHA-256, anyone can sign messages without the secret. If the header may choose the algorithm, the forger chooses it.',
    sends: [
      'It sends messages that are signed with SHA-256, MD5, HMAC-SHA1 and HMAC-MD5. SHA-256 is computed from the body (as Base64 and as hex), and from the body with the secret before or after it. HMAC-SHA1 is sent as Base64, and as hex after sha1=. One more message has "none" as its signature.',
    ],
    lesson: 'one-key-only',
    explainedBy: ['signature/rejects-other-secret', 'signature/rejects-malformed-signature'],
    forge: () => weakDigests.map((digest) => weakDigest(digest)),
  }),
  otherEncoding: row({
    id: 'signature/rejects-other-encoding',
    title: "rejects the correct digest in any encoding other than the vendor's",
    level: 'should',
    basis: 'derived',
    requirements: ['compute-signature', 'signature-header'],
    why: 'YCM sends padded Base64 with nothing around it. Code that accepts another encoding is untested, and anyone can reach it.',
    fix: "Compare the text of X-Signature with the expected Base64 text. Don't decode it or try several forms.",
    inProduction:
      "Nobody tests the branches for hex, prefixes and JSON, because YCM sends none of them. The next careless change to such a branch lets forgeries in. If one signature has two encodings, a list of signatures that were already used doesn't help either.",
    sends: [
      'It sends messages with the correct digest in other encodings: hex in lower and upper case, Base64url with and without padding, Base64 without padding, Base64 encoded twice, Base64 with its unused bits set, percent-encoded, after sha256= or v1=, with trailing text, in quotation marks, and in JSON.',
    ],
    lesson: 'one-key-only',
    explainedBy: [
      'signature/rejects-other-secret',
      'signature/rejects-malformed-signature',
      'signature/rejects-altered-signature',
    ],
    needs: ['carriage'],
    // A signature without + and / is the same in Base64url.
    message: (ctx) => messageSignedLike(ctx, withPlusAndSlash),
    forge: () => otherEncodings.map((encoding) => otherEncoding(encoding)),
  }),
  doubledHeader: row({
    id: 'signature/rejects-doubled-header',
    title: 'rejects a message with two X-Signature headers, even if one is genuine',
    level: 'should',
    basis: 'derived',
    requirements: ['signature-header'],
    why: 'If a proxy reads one of two headers and the receiver the other, a check in the proxy is worthless.',
    fix: 'Read all values of X-Signature and reject the message unless there is exactly one. In Node: request.headersDistinct["x-signature"].',
    inProduction:
      'A gateway verifies the first X-Signature and forwards both, and the receiver reads the last one. The verified signature is not the one that counts.',
    sends: [
      'It sends two messages that have both a genuine and a wrong X-Signature header, one in each order.',
      'It sends messages with both signatures in one header, joined with a comma, a semicolon or a space, as proxies join them.',
    ],
    demands: ['Your receiver must reject the first two with a 4xx. None of the others may get a 2xx.'],
    lesson: 'one-header',
    explainedBy: ['signature/rejects-other-secret'],
    forge: () => [
      doubledHeader('first'),
      doubledHeader('last'),
      // Another rule finds a receiver that fails on a signature of another length.
      ...joinedHeaders.map((fault) => ({ fault, expect: (sent: Sent) => expectNotAcknowledged(sent) })),
    ],
  }),
  malformedSignature: row({
    id: 'signature/rejects-malformed-signature',
    title: 'rejects a malformed signature with a 4xx, and continues to work',
    severity: 'crashes',
    basis: 'derived',
    requirements: ['verify-signature'],
    why: 'Anyone on the internet can send a signature. If one makes the receiver throw an error, anyone can take it down.',
    fix: 'Compare the lengths first, then the bytes, and respond 401. timingSafeEqual throws if the lengths differ, hmac.compare_digest if the text is not ASCII.',
    inProduction:
      'In Node, timingSafeEqual throws if the lengths differ. If the receiver does not catch the error, one curl command ends the process, as often as someone sends it. If it does, the log fills with 500s and the on-call engineer is paged.',
    sends: [
      'It sends messages with a malformed signature: arbitrary text, Base64 of another length, non-ASCII text, control characters, and 16 KiB of text. Then it sends generated signatures of the first four kinds.',
    ],
    demands: [
      'Your receiver must reject each of them with a 4xx. For control characters and the long signature, the HTTP server may close the connection instead.',
      'Hookswitch sends a genuine message again, which must get a 2xx.',
    ],
    lesson: 'compare-in-full',
    detects: 'rejected-genuine',
    explainedBy: ['signature/rejects-other-secret'],
    forge: () => malformedValues.map(malformedForgery),
    generated: generated(malformed, malformedForgery, showMalformed),
    afterwards: 'a genuine message after several with malformed signatures',
  }),
};

function row(rule: ForgeryRule): Rule {
  const {
    sends,
    demands = [aRejection],
    message = messageToForge,
    forge,
    generated,
    afterwards,
    ...texts
  } = rule;
  return defineRule({
    level: 'must',
    sentBy: 'anyone',
    severity: 'open-to-forgers',
    basis: 'documented',
    procedure: ['Hookswitch sends a genuine message.', ...sends, ...demands],
    ...texts,
    async run(ctx) {
      const sn = ctx.serial();
      const genuine = message(ctx, { sn });
      assumeAcknowledged(await ctx.deliver(genuine));
      await expectRejected(ctx, forge(ctx, { sn, message: genuine }), () => message(ctx));
      await generated?.(ctx, () => message(ctx));
      if (afterwards === undefined) return;
      expectAcknowledged(ctx, await ctx.deliver(message(ctx), { note: afterwards }));
    },
  });
}

/** Sends them concurrently. Those that carry the secret are only sent to this machine. */
async function expectRejected(
  ctx: RuleContext,
  forged: readonly Forgery[],
  usual: () => unknown,
): Promise<void> {
  const { isOnThisMachine, webhook } = ctx.run;
  const all = forged.map((one) => ('fault' in one ? one : { fault: one }));
  const sent = all.filter(({ fault }) => isOnThisMachine || !fault.carriesSecret);
  if (sent.length < all.length) ctx.note(secretNotSent('accepts', webhook.url));
  const tryOne = async ({ fault, message = usual(), expect = expectRefused }: (typeof all)[number]) =>
    expect(await ctx.deliver(message, { fault }));
  await allOf(sent.map(tryOne));
}

function generated<T>(
  cases: Arbitrary<T>,
  forge: (one: T) => Forgery,
  show: (one: T, sent?: RequestRecord) => string,
): NonNullable<ForgeryRule['generated']> {
  return (ctx, message) => ctx.forAll(cases, (one) => expectRejected(ctx, [forge(one)], message), { show });
}

const separators = [', ', ',', '; ', ';', ' '];
const joinedHeaders = separators.flatMap((separator) => [
  joinedHeader(separator, 'first'),
  joinedHeader(separator, 'last'),
]);

const verifyEach =
  'Verify the signature of every message, whichever PBX it names. The sn is part of the message: a forger can use a known one.';

/**
 * HTTP servers often respond 400 or 431 to control characters and very long headers themselves, and some close the connection before that
 * response can be read.
 */
function malformedForgery({ kind, value }: Malformed): Forgery {
  const mayClose = kind === 'control' || kind === 'long';
  return {
    fault: malformedSignature(malformedTitles[kind], value),
    expect: (sent) => (mayClose && wasClosed(sent.outcome) ? undefined : expectRefused(sent)),
  };
}
