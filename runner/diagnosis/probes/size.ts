import type { AttemptRecord, RuleResult } from '../../../schemas/generated/types.ts';
import { slowBody } from '../../../simulator/faults/slow-body.ts';
import { isAcknowledged, type Profile, statusOf, testMessage } from '../../../simulator/index.ts';
import { messageBytes } from '../../../simulator/wire/request.ts';
import type { Probes } from '../facts.ts';
import { decisive } from '../follows.ts';
import type { SendProbe } from '../sender.ts';

const closeEnoughBytes = 16;
/** How often a message must get the same response at both sides of a limit. */
const confirmations = 2;
/** The longest message for which a rule expects an acknowledgement (bytes). */
const maxGenuineBytes = 1024 * 1024;

/**
 * The size from which the test message is rejected, whatever the status: its `message` is only longer, so the size is the reason and not the
 * content. Undefined if the shortest one isn't acknowledged, or one of this size is.
 */
export async function probeSizeLimit(
  send: SendProbe,
  profile: Profile,
  refusedBytes: number,
  messageOf = testOf,
): Promise<Probes['size']> {
  const shortest = messageBytes(messageOf(1), profile).length;
  const isRejected = async (bytes: number) => !(await send(messageOf(1 + bytes - shortest))).isAcknowledged;
  if (refusedBytes <= shortest || (await isRejected(shortest)) || !(await isRejected(refusedBytes)))
    return undefined;
  const size = await bisect(isRejected, shortest, refusedBytes);
  for (let left = confirmations; left > 0; left -= 1)
    if ((await isRejected(size.accepted)) || !(await isRejected(size.refused))) return undefined;
  return size;
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
): Promise<NonNullable<Probes['size']>> {
  let [accepted, refused] = [acceptedBytes, refusedBytes];
  while (refused - accepted > closeEnoughBytes) {
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
    // A late response has another cause.
    .filter(({ outcome }) => outcome.kind !== 'timeout')
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
