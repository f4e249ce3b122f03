import { finalAnswer, shapes } from '../../diagnosis/final-answers.ts';
import type { Facts } from '../../diagnosis/index.ts';
import type { Adaptation, Answer } from '../../runner/index.ts';
import type { Diagnosis } from '../../schemas/generated/types.ts';
import { isAcknowledged, statusOf } from '../../simulator/wire/outcome.ts';
import type { Dialect } from '../../simulator/wire/request.ts';
import { HookswitchError } from '../../text/errors.ts';
import { withoutItsArray } from './forms.ts';

type CauseName = Diagnosis['cause'];

/** What the experiments found, and the webhook that they were sent to. */
interface Found {
  readonly cause: CauseName;
  readonly facts: Facts;
  readonly url: string;
  readonly previousSecret: string | undefined;
  /** How the receiver signs, if that is the cause. */
  readonly dialect: Dialect | undefined;
}

type Adapt = (found: Found) => Omit<Adaptation, 'cause'> | undefined;

/** A way to see through a cause. */
interface Seeing {
  readonly causes: readonly CauseName[];
  /** What is sent instead, after "It sends". */
  readonly how: string;
  /** What can't be told before the fix. */
  readonly hides?: string;
  readonly adapt: Adapt;
}

const spelling = ['other-encoding', 'altered-signature'];

const signed =
  (words: string, hides: readonly string[] = []): Adapt =>
  ({ dialect }) =>
    dialect && { words, webhook: { dialect }, hides };

const spelled = (cause: CauseName, words: string): Seeing => ({
  causes: [cause],
  how: 'signatures in the form that it expects',
  hides: 'how strictly it compares the characters of a signature',
  adapt: signed(words, spelling),
});

const others = 'whether it checks every byte of the body';

/** All causes that can be seen through. */
export const seeingThrough: readonly Seeing[] = [
  spelled('signature-hex', 'hex signatures'),
  spelled('signature-base64url', 'URL-safe signatures'),
  spelled('signature-unpadded', 'signatures without the = at their end'),
  spelled('signature-lower-cased', 'signatures in lower case'),
  spelled('signature-base64-of-hex', 'the Base64 of hex signatures'),
  spelled('signature-base64-twice', 'signatures in Base64 twice'),
  spelled('signature-url-encoded', 'URL-encoded signatures'),
  spelled('signature-quoted', 'signatures in quotation marks'),
  spelled('signature-prefix', 'a prefix before each signature'),
  {
    causes: ['signature-other-header'],
    how: 'the signature where it is read',
    adapt: signed('the signature where your receiver reads it'),
  },
  {
    causes: ['signature-empty-secret'],
    how: 'signatures with the key that it uses',
    adapt: signed('signatures with an empty secret'),
  },
  {
    causes: ['signature-decoded-secret', 'signature-other-key'],
    how: 'signatures with the key that it uses',
    adapt: signed('signatures with the key that your receiver uses'),
  },
  {
    causes: ['signature-re-serialized'],
    how: 'signatures of what it makes of the body',
    hides: others,
    adapt: signed('signatures of re-serialized JSON'),
  },
  {
    causes: ['signature-other-body'],
    how: 'signatures of what it makes of the body',
    hides: others,
    adapt: signed('signatures of what your receiver makes of the body'),
  },
  {
    causes: ['signature-other-digest'],
    how: 'signatures with the digest that it computes',
    adapt: signed('signatures with the digest that your receiver computes'),
  },
  {
    causes: ['other-secret'],
    how: 'signatures with the previous secret, if that is the one it uses',
    adapt: ({ facts, previousSecret }) =>
      facts.probes.signature?.acceptsPrevious && previousSecret !== undefined
        ? { words: 'the previous secret', webhook: { secret: previousSecret } }
        : undefined,
  },
  {
    causes: ['not-found'],
    how: 'messages to the path that it serves, if that differs only by a slash at its end',
    adapt: ({ facts: { probes }, url }) => {
      const { otherPath } = probes;
      if (!otherPath || !isServed(otherPath.answer)) return undefined;
      const other = new URL(url);
      other.pathname = otherPath.path;
      const isTentative = !otherPath.answer.isAcknowledged;
      return { words: `the path ${otherPath.path}`, webhook: { url: other.href }, isTentative };
    },
  },
  {
    causes: ['wrong-method'],
    how: 'messages with the other method, if it accepts that',
    hides: 'what it does with other methods',
    adapt: ({ facts: { probes } }) => {
      const { otherMethod } = probes;
      if (!otherMethod || !isServed(otherMethod.answer)) return undefined;
      const { method, answer } = otherMethod;
      return {
        ...{ words: method, webhook: { method }, hides: methodFaults },
        isTentative: !answer.isAcknowledged,
      };
    },
  },
  {
    causes: ['wrong-content-type'],
    how: 'the Content-Type that it accepts',
    hides: 'which other Content-Types it accepts',
    adapt: ({ facts: { probes } }) => {
      const { contentType } = probes.otherContentType ?? {};
      if (contentType === undefined) return undefined;
      return { words: `Content-Type ${contentType}`, contentType, hides: ['content-type'] };
    },
  },
  {
    causes: ['expects-object'],
    how: 'reports as objects without their array',
    hides: 'what it does with several reports in one message',
    adapt: ({ facts: { probes } }) =>
      probes.bareReport?.isAcknowledged
        ? { words: 'objects instead of arrays', message: withoutItsArray }
        : undefined,
  },
  {
    causes: ['expects-array'],
    how: 'no test message',
    hides: 'what it does with the test message',
    adapt: () => ({ words: 'no test message', leavesOutTest: true }),
  },
  {
    causes: ['too-slow'],
    how: 'the same messages with a timeout that is longer than its responses take',
    hides: 'anything about time',
    adapt: ({ facts }) => {
      const late = shapes
        .map((shape) => finalAnswer(facts.genuine[shape]))
        .filter(({ outcome }) => isAcknowledged(outcome));
      if (late.length === 0) return undefined;
      const slowestMs = Math.max(...late.map(({ elapsedMs }) => elapsedMs));
      const timeoutSeconds = Math.ceil((slowestMs * 1.5) / 1000);
      return { words: `a timeout of ${timeoutSeconds} s`, timeoutSeconds };
    },
  },
];

/** A route responds, maybe with a refusal. */
function isServed(answer: Answer): boolean {
  const status = statusOf(answer) ?? 0;
  return answer.isAcknowledged || [400, 401, 403, 422].includes(status);
}

const methodFaults = ['other-method', 'forged-get', 'unsigned-method', 'second-message'];

/** What lets a sender see through this cause, if anything does. Pure. */
export function adaptationFor(found: Found): Adaptation | undefined {
  const way = seeingThrough.find(({ causes }) => causes.includes(found.cause));
  const adaptation = way?.adapt(found);
  return adaptation && { cause: found.cause, ...adaptation };
}

/** Their names. */
export const causesSeenThrough: readonly string[] = seeingThrough.flatMap(({ causes }) => causes);

/** @throws HookswitchError `bad-settings` for a cause that can't be seen through. */
export function assertSeenThrough(causes: readonly string[]): void {
  const unknown = causes.find((cause) => !causesSeenThrough.includes(cause));
  if (unknown === undefined) return;
  throw new HookswitchError(
    'bad-settings',
    `no check can see through ${JSON.stringify(unknown.slice(0, 80))}; give some of: ${causesSeenThrough.join(', ')}`,
  );
}
