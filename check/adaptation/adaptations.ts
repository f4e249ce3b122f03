import { finalResponse, isRefusal, shapes } from '../../diagnosis/final-responses.ts';
import type { Adaptation, ProbeResponse } from '../../runner/index.ts';
import { timeInMs } from '../../simulator/message/time-in-ms.ts';
import { isAcknowledged } from '../../simulator/wire/outcome.ts';
import { HookswitchError } from '../../text/errors/errors.ts';
import { withoutItsArray } from './forms.ts';
import type { Experimented, Seeing } from './seeing.ts';
import { otherSignatures } from './signatures.ts';

/** All causes that can be seen through. */
export const seeingThrough: readonly Seeing[] = [
  ...otherSignatures,
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
    causes: ['redirect'],
    how: 'messages to where it redirects them, if that is on the same host and port, and messages are verified there',
    adapt: ({ facts: { probes } }) => {
      const { redirectedTo } = probes;
      if (!redirectedTo) return undefined;
      const { url, answer } = redirectedTo;
      const words = `the path ${new URL(url).pathname}`;
      return { words, webhook: { url }, isTentative: !answer.isAcknowledged };
    },
  },
  {
    causes: ['other-carriage'],
    how: 'the message of a GET where it is read',
    adapt: ({ facts: { probes } }) => {
      const { carriage } = probes.otherCarriage ?? {};
      return carriage && { words: `the message in the ${carriage}`, profile: { payloadIn: carriage } };
    },
  },
  {
    causes: ['wrong-content-type'],
    how: 'the Content-Type that it accepts',
    hides: 'which other Content-Types it accepts',
    adapt: ({ facts: { probes } }) => {
      const { contentType } = probes.otherContentType ?? {};
      if (contentType === undefined) return undefined;
      return { words: `Content-Type ${contentType}`, profile: { contentType }, hides: ['content-type'] };
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
    causes: ['expects-milliseconds'],
    how: 'every updateTime in milliseconds',
    adapt: ({ facts: { probes } }) =>
      probes.inMilliseconds?.isAcknowledged
        ? { words: 'updateTime in milliseconds', message: timeInMs }
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
        .map((shape) => finalResponse(facts.genuine[shape]))
        .filter(({ outcome }) => isAcknowledged(outcome));
      if (late.length === 0) return undefined;
      const slowestMs = Math.max(...late.map(({ elapsedMs }) => elapsedMs));
      const timeoutSeconds = Math.ceil((slowestMs * 1.5) / 1000);
      return { words: `a timeout of ${timeoutSeconds} s`, timeoutSeconds };
    },
  },
];

/** A route responds, maybe with a refusal. */
function isServed(answer: ProbeResponse): boolean {
  return answer.isAcknowledged || isRefusal(answer);
}

const methodFaults = ['other-method', 'forged-get', 'unsigned-method', 'second-message'];

/** What lets a sender see through this cause, if anything does. Pure. */
export function adaptationFor(found: Experimented): Adaptation | undefined {
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
