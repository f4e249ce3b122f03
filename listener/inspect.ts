import { formatMs } from '../text/words/durations.ts';
import type { TimeInWords } from '../text/words/time-words.ts';
import type { Arrival } from './arrival.ts';
import { isSigned, type Key, matchKeys } from './keys.ts';
import { createMemory, type Duplicate, type Newer } from './memory.ts';
import { messageCarriedBy } from './message/carried-message.ts';
import { type DescribedMessage, describeMessage } from './message/message-facts.ts';
import type { SignatureVerdict } from './signature/verdict.ts';

/** A request, and what is known about it. */
export interface Inspection {
  readonly arrival: Arrival;
  readonly n: number;
  /** The bytes of the message, from the body or the query. */
  readonly message: Buffer;
  readonly facts: DescribedMessage;
  readonly signature: SignatureVerdict;
  /** Other remarks: a duplicate, a late message. */
  readonly remarks: readonly string[];
  /** The key by which the signature was checked. */
  readonly key: Key | undefined;
  /** The query parameter with the message. Undefined if the message is in the body. */
  readonly parameter: string | undefined;
  /** The number of the last request with the same bytes. */
  readonly repeats: number | undefined;
}

/** Checks requests in the order of arrival and compares them with earlier ones. `atMs` must be monotonic. */
export function createInspector(
  keysNow: () => readonly Key[],
  timeInWords: TimeInWords,
): (arrival: Arrival, n: number, atMs: number) => Inspection {
  const memory = createMemory();
  return (arrival, n, atMs) => {
    const keys = keysNow();
    const { bytes: message, parameter } = messageCarriedBy(arrival, (candidate) =>
      isSigned(keys, candidate, arrival),
    );
    const facts = describeMessage(message, arrival.at, timeInWords);
    const { verdict: signature, key } = matchKeys(keys, message, arrival);
    const duplicate = memory.duplicate(message, n, atMs);
    // A forged message must not affect what counts as new.
    const isTrusted = signature.kind === 'valid' || signature.kind === 'not-checked';
    const newer = isTrusted ? memory.newer(facts.reports, n) : undefined;
    const remarks = [
      ...carriageRemarks(arrival, parameter),
      ...(duplicate ? [duplicateInWords(duplicate, facts.event === 'test')] : []),
      ...(newer ? [lateInWords(newer)] : []),
    ];
    return {
      arrival,
      n,
      message,
      parameter,
      facts,
      signature,
      key,
      remarks,
      repeats: duplicate?.of,
    };
  };
}

function carriageRemarks({ method }: Arrival, parameter: string | undefined): string[] {
  return [
    ...(parameter === undefined ? [] : [`the message is in the query parameter ${parameter}`]),
    ...(method === 'POST' || method === 'GET' ? [] : ['YCM only sends POST or GET']),
  ];
}

/** All test messages have the same bytes. */
function duplicateInWords({ of, afterMs, times }: Duplicate, isTest: boolean): string {
  const what = isTest
    ? 'a retry, or another test message'
    : `a retry${times > 1 ? `, the ${ordinal(times)}` : ''}`;
  return `the same message as #${of}, ${formatMs(afterMs)} later: ${what}`;
}

function ordinal(n: number): string {
  const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
  return `${n}${endings[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)] ?? 'th'}`;
}

function lateInWords({ sn, than, seconds }: Newer): string {
  return `late: #${than} is ${seconds} s newer for ${sn}; this must not overwrite it`;
}
