import { statusOf, testMessage } from '../../simulator/index.ts';
import { messageBytes } from '../../simulator/wire/request.ts';
import { defined } from '../../text/defined.ts';
import type { RunState } from '../context/run-state.ts';
import { acceptsTestOnly, allGot, finalAnswer, isRefusedAsForged, refusals } from './answers.ts';
import type { Genuine, Probes } from './facts.ts';
import { type GenuineMessages, genuineOf, probeGenuine } from './probe-genuine.ts';
import { probeContentType, probeMethod, probePath, probeSize } from './probes/route.ts';
import { probeSignature } from './probes/signature.ts';
import { probeSender, type SendProbe } from './sender.ts';

/** What is known before the rules run: the responses to genuine messages and, if these fail, what the receiver accepts instead. */
export interface Beforehand {
  readonly genuine: Genuine;
  readonly probes: Probes;
}

export async function gatherBeforehand(run: RunState, signal: AbortSignal): Promise<Beforehand> {
  const send = probeSender(run, signal);
  const messages = genuineOf(run);
  const genuine = await probeGenuine(send, messages, () => run.crashes.crashes.length > 0);
  return { genuine, probes: signal.aborted ? {} : await probe(run, send, messages, genuine) };
}

async function probe(
  run: RunState,
  send: SendProbe,
  messages: GenuineMessages,
  genuine: Genuine,
): Promise<Probes> {
  const { url, method } = run.webhook;
  const message = messages.test();
  if (allGot(genuine, 404, 410)) {
    const otherPath = await probePath(send, url, message);
    return defined({ otherPath, otherMethod: await probeMethod(send, method, message) });
  }
  if (allGot(genuine, 405, 501)) return defined({ otherMethod: await probeMethod(send, method, message) });
  if (allGot(genuine, 415)) return defined({ otherContentType: await probeContentType(send, message) });
  const answer = finalAnswer(genuine.dids);
  if (statusOf(answer) === 413)
    return { size: await probeSize(tooLarge(send), messageBytes(messages.dids(), run.profile).length) };
  const size = await sizeLimit(send, messages, genuine, run);
  if (size) return { size };
  // A receiver that parses first may reject a message as forged with a 400.
  if (isRefusedAsForged(answer) || (statusOf(answer) === 400 && refusals(genuine)))
    return { signature: await probeSignature(send, run, messages.dids, answer) };
  if (acceptsTestOnly(genuine)) {
    const report = firstOf(messages.dids());
    const unknownEvent = await send([{ ...Object(report), event: 'future_change' }]);
    return unknownEvent.isAcknowledged ? { unknownEvent } : { bareReport: await send(report) };
  }
  return {};
}

/** A JSON string of this many bytes. */
function tooLarge(send: SendProbe): (bytes: number) => Promise<boolean> {
  return async (bytes) => statusOf(await send('x'.repeat(Math.max(0, bytes - 2)))) === 413;
}

/** How often a message must get the same response at both sides of a limit. */
const confirmations = 2;

/**
 * The size from which the test message is rejected, if it is accepted and a report isn't: whatever the status, then the size is the reason
 * and not the shape. The padding is plain text in its `message`.
 */
async function sizeLimit(
  send: SendProbe,
  messages: GenuineMessages,
  genuine: Genuine,
  { profile }: RunState,
): Promise<Probes['size']> {
  if (!finalAnswer(genuine.test).isAcknowledged || finalAnswer(genuine.dids).isAcknowledged) return undefined;
  const [smallest, report] = [messages.test(), messages.dids()].map(
    (message) => messageBytes(message, profile).length,
  ) as [number, number];
  const isRejected = async (bytes: number) => {
    const padding = 'x'.repeat(Math.max(0, bytes - smallest));
    return !(await send({ ...testMessage, message: `${testMessage.message}${padding}` })).isAcknowledged;
  };
  if (report <= smallest || !(await isRejected(report))) return undefined;
  const size = await probeSize(isRejected, report, smallest);
  for (let left = confirmations; left > 0; left -= 1)
    if ((await isRejected(size.accepted)) || !(await isRejected(size.refused))) return undefined;
  return size;
}

function firstOf(message: unknown): unknown {
  return Array.isArray(message) ? message[0] : message;
}
