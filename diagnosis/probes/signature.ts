import {
  type ProbeResponse,
  type RunState,
  type SendProbe,
  secretNotSent,
  withPlusAndSlash,
} from '../../runner/index.ts';
import { missingSignature } from '../../simulator/faults/missing-signature.ts';
import { forgedSignature, signatureHeaders } from '../../simulator/faults/signature.ts';
import {
  buildRequest,
  type Fault,
  type SignedRequest,
  serialize,
  sign,
  statusOf,
} from '../../simulator/index.ts';
import {
  dialectsLike,
  type SignedWrongly,
  signedWrongly,
} from '../../simulator/signature/mistakes/signed-wrongly.ts';
import type { SignatureProbes } from '../facts.ts';
import { isRefusedAsForged } from '../responses.ts';

const budgetMs = 10_000;
const atOnce = 4;
const garbage = signatureHeaders('signature-mistake', 'with garbage as its signature', [forgedSignature]);

/**
 * Which wrong signature the receiver accepts instead of the genuine one. Each probe is a forged message, so it is sent only if a genuine
 * message was rejected. An accepted one must be accepted twice, while garbage is rejected.
 */
export async function probeSignature(
  send: SendProbe,
  run: Pick<RunState, 'target'>,
  message: () => unknown,
  refused: ProbeResponse,
): Promise<SignatureProbes> {
  const { webhook, profile, headers, previousSecret } = run.target;
  if (
    previousSecret !== undefined &&
    (await send(message(), { webhook: { secret: previousSecret } })).isAcknowledged
  )
    return { refused, tried: 0, known: 0, acceptsPrevious: true };
  const first = telling(run, message);
  const genuine = buildRequest(webhook, first, profile, headers);
  const { known, notTried } = triedAt(run, signedWrongly(genuine, webhook.secret));
  const unsigned = await send(message(), { fault: missingSignature });
  const wrong = tellingOf(known, isPassed(unsigned, refused));
  const endsAt = performance.now() + budgetMs;
  let tried = 0;
  for (; tried < wrong.length && performance.now() < endsAt; tried += atOnce) {
    const some = wrong.slice(tried, tried + atOnce);
    const answers = await Promise.all(some.map((one) => sendTwice(send, first, sentAs(one))));
    for (const [n, answer] of answers.entries()) {
      const found = isPassed(answer, refused) ? some[n] : undefined;
      if (found && (await isConfirmed(send, run, message, found, refused)))
        return {
          refused,
          tried: tried + n + 1,
          known: wrong.length,
          accepted: {
            ...{ mistakes: found.mistakes, answer },
            dialects: dialectsLike(found, genuine, webhook.secret),
          },
        };
    }
    // It stopped responding to probes, so nothing more can be learned.
    if (answers.some(isUnanswered)) break;
  }
  return { refused, tried: Math.min(tried, wrong.length), known: wrong.length, notTried };
}

/** The secret itself is only sent to this machine. */
function triedAt(
  { target: { webhook, isOnThisMachine } }: Pick<RunState, 'target'>,
  all: readonly SignedWrongly[],
): { readonly known: readonly SignedWrongly[]; readonly notTried: readonly string[] } {
  if (isOnThisMachine) return { known: all, notTried: [] };
  return {
    known: all.filter(({ carriesSecret }) => !carriesSecret),
    notTried: [secretNotSent('expects', webhook.url)],
  };
}

/** If the receiver accepts a message without a signature, its response to one that is signed elsewhere proves nothing. */
function tellingOf(wrong: readonly SignedWrongly[], acceptsUnsigned: boolean): readonly SignedWrongly[] {
  const isSigned = ({ headers }: SignedRequest) =>
    headers.some(([name]) => name.toLowerCase() === 'x-signature');
  return acceptsUnsigned ? wrong.filter(({ request }) => isSigned(request)) : wrong;
}

/** On a busy machine, one probe may be left without a response, and that may be the only one that the receiver accepts. */
async function sendTwice(send: SendProbe, message: unknown, fault: Fault): Promise<ProbeResponse> {
  const answer = await send(message, { fault });
  return isUnanswered(answer) ? send(message, { fault }) : answer;
}

const maxTries = 100;

/**
 * A message whose genuine signature has a + and a /, so that all encodings of it differ. Its keys are not in order, so that a receiver which
 * serializes it again with sorted keys isn't taken for one that only adds a line break. Bytes stay as they are.
 */
function telling(
  { target: { webhook, profile } }: Pick<RunState, 'target'>,
  message: () => unknown,
): Uint8Array {
  const written = () => {
    const one = message();
    return one instanceof Uint8Array ? one : serialize(one, { ...profile, keyOrder: 'reversed' });
  };
  for (let left = maxTries; left > 0; left -= 1) {
    const one = written();
    if (withPlusAndSlash.test(sign(webhook.secret, one))) return one;
  }
  return written();
}

async function isConfirmed(
  send: SendProbe,
  run: Parameters<typeof probeSignature>[1],
  message: () => unknown,
  { mistakes }: SignedWrongly,
  refused: ProbeResponse,
): Promise<boolean> {
  const { webhook, profile, headers } = run.target;
  const other = telling(run, message);
  const does = doesOf(mistakes);
  const again = signedWrongly(buildRequest(webhook, other, profile, headers), webhook.secret).filter(
    (one) => doesOf(one.mistakes) === does,
  );
  if (isPassed(await send(message(), { fault: garbage }), refused)) return false;
  for (const one of again) if (isPassed(await send(other, { fault: sentAs(one) }), refused)) return true;
  return false;
}

/** It is acknowledged, or no longer rejected as forged but for its content: the signature was accepted. */
function isPassed(answer: ProbeResponse, refused: ProbeResponse): boolean {
  const isRefusedOtherwise = [400, 422].includes(statusOf(answer) ?? 0);
  return answer.isAcknowledged || (isRefusedAsForged(refused) && isRefusedOtherwise);
}

function doesOf(mistakes: SignedWrongly['mistakes']): string {
  return mistakes.map(({ does }) => does).join();
}

function sentAs({ request, carriesSecret }: SignedWrongly): Fault {
  const fault: Fault = {
    name: 'signature-mistake',
    title: 'signed with a known mistake',
    rewrite: () => request,
  };
  return carriesSecret ? { ...fault, carriesSecret } : fault;
}

function isUnanswered(answer: ProbeResponse): boolean {
  const status = statusOf(answer);
  return status === undefined || status === 429;
}
