import type { Recording } from '../../schemas/index.ts';
import { mask } from '../../text/secrets/mask.ts';
import type { Redactor } from '../../text/secrets/redact.ts';
import type { Inspection } from '../inspect.ts';
import type { Redaction } from '../redaction/redact-arrival.ts';
import { isEventName } from '../redaction/redact-message.ts';
import { type RecordedArrival, recordingOf } from './recording-line.ts';

/** Records a request; `checked` is absent if its body was not read to its end. */
export type Keep = (recorded: RecordedArrival, checked?: Inspection) => Promise<void>;

/** Records requests, with `redact` without private data. */
export function createKeep(
  record: (recording: Recording) => Promise<void>,
  redactor: Redactor,
  redact: Redaction | undefined,
): Keep {
  return (recorded, checked) =>
    record(recordingOf(redact ? redactedBy(redact, recorded, checked) : recorded, redactor));
}

function redactedBy(
  redact: Redaction,
  recorded: RecordedArrival,
  checked: Inspection | undefined,
): RecordedArrival {
  const { arrival: given, event, note, wholeBytes } = recorded;
  const message = checked?.message ?? given.body;
  const { arrival, isWithoutMessage } = redact(given, message, checked?.parameter, checked?.signature.kind);
  const reason = isWithoutMessage ? "the body isn't JSON, so it was left out" : undefined;
  const notes = [note, reason].filter((text) => text !== undefined);
  return {
    ...recorded,
    ...(isWithoutMessage ? { wholeBytes: wholeBytes ?? given.body.length } : {}),
    arrival,
    ...(event === undefined ? {} : { event: isEventName(event) ? event : mask }),
    isRedacted: true,
    note: notes.length === 0 ? undefined : notes.join('; '),
  };
}
