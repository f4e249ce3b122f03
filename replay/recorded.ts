import type { ExpectedVerdict } from '../schemas/index.ts';
import type { Header, Profile } from '../simulator/index.ts';

/** A complete recorded request. Only header values may be masked, as `***`. */
export interface RecordedRequest {
  readonly method: string;
  /** As recorded: a full URL, or only path and query. */
  readonly url: string;
  readonly headers: readonly Header[];
  /** Without chunked framing. */
  readonly body: Buffer;
}

/** The message of a request, and where it is. */
export interface Carried {
  readonly bytes: Uint8Array;
  readonly carriage: Profile['payloadIn'];
  /** The query parameter with the message, if it is in the query. */
  readonly parameter?: string;
}

/** A message of a recording, to send again. */
export interface RecordedMessage {
  /** The number of its line, delivery or attempt in the source, from 1. */
  readonly n: number;
  /** "line 7", "delivery 3", "attempt 2 of signature/rejects-missing". */
  readonly place: string;
  readonly event?: string | undefined;
  /** A description. */
  readonly note?: string | undefined;
  readonly request: RecordedRequest;
  /** What to send when the message is signed again, if the request alone doesn't show it. */
  readonly carried?: Carried;
  /** Absent: a 2xx is expected. */
  readonly expected?: ExpectedVerdict | undefined;
  /** Only with `isOnlyMissed`: when the message arrived, and how the receiver responded. */
  readonly missed?: Missed | undefined;
  /** A single attempt. Its retries were recorded too. */
  readonly isSentOnce: boolean;
}

/** Facts that decide whether a forwarded message must still be delivered. */
export interface Missed {
  readonly at: string;
  readonly isAcknowledged: boolean;
  /** Whether its signature was wrong when it arrived. Signed again, it would be genuine. */
  readonly isForged: boolean;
}

/** The selected messages of a file. */
export interface ReadRecording {
  readonly messages: readonly RecordedMessage[];
  /** Where it was sent, if requests only have a path. */
  readonly url?: string;
  /** Remarks for people: what was left out. */
  readonly remarks: readonly string[];
}

/** Options for reading. */
export interface Reading {
  /** The file's name in messages, on one line. */
  readonly name: string;
  readonly isAsRecorded: boolean;
  /** Only messages that `listen` forwarded to a receiver that never acknowledged them. */
  readonly isOnlyMissed?: boolean | undefined;
  /** Whether this number is selected. */
  readonly isSelected: (n: number) => boolean;
  /** The rule of a report to read. */
  readonly rule?: string | undefined;
}

/** Nobody replays a longer recording manually. */
export const maxMessages = 100_000;
