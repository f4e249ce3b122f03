import { verify } from '../simulator/index.ts';
import { signatureHeader } from '../simulator/request.ts';
import { formatMs } from '../suites/describe.ts';
import { type Arrival, valuesOf } from './arrival.ts';
import { carriedMessage } from './carried-message.ts';
import { createMemory, type Newer, type Repetition } from './memory.ts';
import { describeMessage, type MessageFacts } from './message-facts.ts';
import { judgeSignature, type SignatureVerdict } from './signature-verdict.ts';

/** A request with what was found out about it. */
export interface Judged {
  readonly arrival: Arrival;
  readonly n: number;
  /** The size of the message, wherever it stood. */
  readonly bytes: number;
  readonly facts: MessageFacts;
  readonly signature: SignatureVerdict;
  /** What else is to be said: a resend, a late message. */
  readonly remarks: readonly string[];
}

/** A request with what there is to say about it, and whether its bytes came before. */
export interface Judgement extends Judged {
  readonly isResend: boolean;
}

/** Judges requests in the order in which they arrive: what came before is remembered. `atMs` only goes forward. */
export function createJudge(
  secret: string | undefined,
): (arrival: Arrival, n: number, atMs: number) => Judgement {
  const memory = createMemory();
  return (arrival, n, atMs) => {
    const { bytes, parameter } = carriedMessage(arrival, (candidate) => {
      const [value = ''] = valuesOf(arrival.headers, signatureHeader);
      return secret !== undefined && verify(secret, candidate, value);
    });
    const facts = describeMessage(bytes, arrival.at);
    const signature = judgeSignature(secret, bytes, arrival);
    const repetition = memory.repetition(bytes, n, atMs);
    // What is forged says nothing about what is new.
    const isTrusted = signature.kind === 'right' || signature.kind === 'not-checked';
    const newer = isTrusted ? memory.newer(facts.reports, n) : undefined;
    const remarks = [
      ...carriageRemarks(arrival, parameter),
      ...(repetition ? [resendInWords(repetition, facts.event === 'test')] : []),
      ...(newer ? [lateInWords(newer)] : []),
    ];
    const isResend = repetition !== undefined;
    return { arrival, n, bytes: bytes.length, facts, signature, remarks, isResend };
  };
}

function carriageRemarks({ method }: Arrival, parameter: string | undefined): string[] {
  return [
    ...(parameter === undefined ? [] : [`the message is in the query parameter ${parameter}`]),
    ...(method === 'POST' || method === 'GET' ? [] : ['YCM sends POST or GET, and no other method']),
  ];
}

/** Every test message has the same bytes. */
function resendInWords({ of, afterMs, times }: Repetition, isTest: boolean): string {
  const what = isTest ? 'a resend, or another test' : `a resend${times > 1 ? `, the ${ordinal(times)}` : ''}`;
  return `the same message as #${of}, ${formatMs(afterMs)} later: ${what}`;
}

function ordinal(n: number): string {
  const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
  return `${n}${endings[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)] ?? 'th'}`;
}

function lateInWords({ sn, than, seconds }: Newer): string {
  return `late: #${than} is ${seconds} s newer of ${sn}; this must not overwrite it`;
}
