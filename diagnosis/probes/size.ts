import type { SendProbe } from '../../runner/index.ts';
import type { AttemptRecord, RuleResult } from '../../schemas/generated/types.ts';
import { slowBody } from '../../simulator/faults/slow-body.ts';
import { isAcknowledged, type Profile, statusOf, testMessage } from '../../simulator/index.ts';
import { messageBytes } from '../../simulator/wire/request.ts';
import { defined } from '../../text/defined.ts';
import type { Probes } from '../facts.ts';
import { decisive } from '../follows.ts';

const closeEnoughBytes = 16;
/** Each message that hangs takes time, so this share of the limit is close enough for them. */
const roughShare = 1 / 16;
/** How often a message must get the same response at both sides of a limit. */
const confirmations = 2;
/** The longest message for which a rule expects an acknowledgement (bytes). */
const maxGenuineBytes = 1024 * 1024;

/** While the limit is searched, a response may take this many times as long as to the shortest message, and at least this long (ms). */
const timesShortest = 10;
const minWaitMs = 300;
/** A response just below the limit takes less than this share of that: the time doesn't grow with the size. */
const fastShare = 0.5;

/**
 * The size from which the test message is rejected or gets no response, whatever the status: its `message` is only longer, so the size is the
 * reason and not the content. Undefined if the shortest one isn't acknowledged, or one of this size is.
 */
export async function probeSizeLimit(
  send: SendProbe,
  profile: Profile,
  refusedBytes: number,
  messageOf = testOf,
): Promise<Probes['size']> {
  const shortest = messageBytes(messageOf(1), profile).length;
  const sendBytes = (bytes: number, timeoutMs?: number) =>
    send(messageOf(1 + bytes - shortest), defined({ timeoutMs }));
  if (refusedBytes <= shortest) return undefined;
  const { isAcknowledged, elapsedMs } = await sendBytes(shortest);
  if (!isAcknowledged) return undefined;
  const waitMs = Math.max(minWaitMs, timesShortest * elapsedMs);
  const isRejected = async (bytes: number) => !(await sendBytes(bytes, waitMs)).isAcknowledged;
  const refused = await sendBytes(refusedBytes, waitMs);
  if (refused.isAcknowledged) return undefined;
  const hangs = refused.outcome.kind === 'timeout';
  const size = await bisect(isRejected, shortest, refusedBytes, hangs ? roughShare : 0);
  for (let left = confirmations; left > 0; left -= 1) {
    const accepted = await sendBytes(size.accepted, waitMs);
    const isSlow = hangs && accepted.elapsedMs > fastShare * waitMs;
    if (!accepted.isAcknowledged || isSlow || !(await isRejected(size.refused))) return undefined;
  }
  return hangs ? { ...size, hangs } : size;
}

function testOf(length: number): unknown {
  return { ...testMessage, message: testMessage.message.padEnd(length, 'x').slice(0, length) };
}

/** The same message as an array, for a receiver that accepts no object. */
function arrayOf(length: number): unknown {
  return [testOf(length)];
}

/** The same for a receiver that responds 413: the size from which a JSON string gets a 413. */
export async function probeTooLarge(
  send: SendProbe,
  refusedBytes: number,
): Promise<NonNullable<Probes['size']>> {
  const isTooLarge = async (bytes: number) =>
    statusOf(await send('x'.repeat(Math.max(0, bytes - emptyStringBytes)))) === 413;
  if (await isTooLarge(emptyStringBytes)) return { accepted: 0, refused: emptyStringBytes };
  return bisect(isTooLarge, emptyStringBytes, refusedBytes);
}

const emptyStringBytes = '""'.length;

async function bisect(
  isRefused: (bytes: number) => Promise<boolean>,
  acceptedBytes: number,
  refusedBytes: number,
  closeEnoughShare = 0,
): Promise<NonNullable<Probes['size']>> {
  let [accepted, refused] = [acceptedBytes, refusedBytes];
  while (refused - accepted > Math.max(closeEnoughBytes, closeEnoughShare * accepted)) {
    const middle = (accepted + refused) >> 1;
    if (await isRefused(middle)) refused = middle;
    else accepted = middle;
  }
  return { accepted, refused };
}

/**
 * A limit that the findings suggest: the longest genuine message that failed one is rejected, like a test message of its size. Undefined if
 * a genuine message above the limit was acknowledged, or if a short one in two pieces isn't: then the receiver reads only the first piece.
 */
export async function limitOfFailed(
  send: SendProbe,
  profile: Profile,
  results: readonly RuleResult[],
): Promise<Probes['size']> {
  const refused = results
    .filter(({ verdict }) => verdict === 'fail')
    .flatMap((result) => decisive(result) ?? [])
    .filter(({ fault, outcome }) => fault === undefined && !isAcknowledged(outcome))
    .map(({ request }) => request.body.bytes)
    .filter((bytes) => bytes <= maxGenuineBytes);
  if (refused.length === 0) return undefined;
  const messageOf = (await send(testOf(1))).isAcknowledged ? testOf : arrayOf;
  const size = await probeSizeLimit(send, profile, Math.max(...refused), messageOf);
  const isLonger = ({ fault, outcome, request }: AttemptRecord) =>
    fault === undefined && isAcknowledged(outcome) && request.body.bytes > (size?.refused ?? 0);
  if (!size || results.some(({ evidence }) => evidence.attempts.some(isLonger))) return undefined;
  const inPieces = await send(messageOf(1), { fault: slowBody(2) });
  return inPieces.isAcknowledged ? size : undefined;
}
