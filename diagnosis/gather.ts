import { probeSender, type RunState, type SendProbe } from '../runner/index.ts';
import { statusOf } from '../simulator/index.ts';
import { timeInMs } from '../simulator/message/time-in-ms.ts';
import { messageBytes } from '../simulator/wire/request.ts';
import { defined } from '../text/defined.ts';
import type { Genuine, Probes } from './facts.ts';
import { finalResponse, finalResponses } from './final-responses.ts';
import { type GenuineMessages, genuineOf, probeGenuine } from './probe-genuine.ts';
import { probeCarriage, probeContentType, probeMethod, probePath, probeRedirect } from './probes/route.ts';
import { probeSignature } from './probes/signature.ts';
import { probeSizeLimit, probeTooLarge } from './probes/size.ts';
import { acceptsTestOnly, allGot, headerOf, isRedirect, isRefusedAsForged, refusals } from './responses.ts';

/** What is known before the rules run: the responses to genuine messages and, if these fail, what the receiver accepts instead. */
export interface Beforehand {
  readonly genuine: Genuine;
  readonly probes: Probes;
}

export async function gatherBeforehand(run: RunState, signal: AbortSignal): Promise<Beforehand> {
  const send = probeSender(run, signal);
  const messages = genuineOf(run);
  const genuine = await probeGenuine(send, messages, () => run.guards.crashes.crashes.length > 0);
  return { genuine, probes: signal.aborted ? {} : await probe(run, send, messages, genuine) };
}

async function probe(
  run: RunState,
  send: SendProbe,
  messages: GenuineMessages,
  genuine: Genuine,
): Promise<Probes> {
  const route = await routeProbes(run, send, messages, genuine);
  if (route) return route;
  const answer = finalResponse(genuine.dids);
  const size = await sizeLimit(send, messages, genuine, run);
  if (size) return { size };
  const inMilliseconds = acceptsTestOnly(genuine) ? await send(timeInMs(messages.dids())) : undefined;
  if (inMilliseconds?.isAcknowledged) return { inMilliseconds };
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

/** Where, or how, the receiver may expect messages instead. Undefined if nothing suggests that. */
async function routeProbes(
  { target }: RunState,
  send: SendProbe,
  messages: GenuineMessages,
  genuine: Genuine,
): Promise<Probes | undefined> {
  const { url, method } = target.webhook;
  const message = messages.test();
  if (allGot(genuine, 404, 410)) {
    const otherPath = await probePath(send, url, message);
    return defined({ otherPath, otherMethod: await probeMethod(send, method, message) });
  }
  if (allGot(genuine, 405, 501)) return defined({ otherMethod: await probeMethod(send, method, message) });
  if (finalResponses(genuine).every(isRedirect)) {
    const location = headerOf(finalResponse(genuine.test), 'location');
    return defined({ redirectedTo: await probeRedirect(send, url, location, message) });
  }
  if (allGot(genuine, 415)) return defined({ otherContentType: await probeContentType(send, message) });
  const isRefused = refusals(genuine)?.every(({ outcome }) => outcome.kind === 'response');
  const otherCarriage =
    method === 'GET' && isRefused ? await probeCarriage(send, target.profile.payloadIn, message) : undefined;
  return otherCarriage && { otherCarriage };
}

/** The size from which messages are rejected or get no response, if a genuine one is. */
async function sizeLimit(
  send: SendProbe,
  messages: GenuineMessages,
  genuine: Genuine,
  { target: { profile } }: RunState,
): Promise<Probes['size']> {
  const refused = (['test', 'dids'] as const).find((shape) => !finalResponse(genuine[shape]).isAcknowledged);
  if (refused === undefined || finalResponse(genuine.dids).isAcknowledged) return undefined;
  const answer = finalResponse(genuine[refused]);
  const { length } = messageBytes(messages[refused](), profile);
  const size = await probeSizeLimit(send, profile, length);
  return size ?? (statusOf(answer) === 413 ? probeTooLarge(send, length) : undefined);
}

function firstOf(message: unknown): unknown {
  return Array.isArray(message) ? message[0] : message;
}
