import type { ExpectedVerdict } from '../schemas/index.ts';
import type { Header, Profile } from '../simulator/index.ts';
import type { Sentence } from '../text/option-words.ts';

/** A request as it was recorded, whole: nothing of it is masked or cut, but for headers whose value is `***`. */
export interface RecordedRequest {
  readonly method: string;
  /** As recorded: a whole URL, or path and query only. */
  readonly url: string;
  readonly headers: readonly Header[];
  /** Without the framing of chunks. */
  readonly body: Buffer;
}

/** The message that a request carries, and where. */
export interface Carried {
  readonly bytes: Uint8Array;
  readonly carriage: Profile['getCarriage'];
  /** The query parameter that it stands in, when it is in one. */
  readonly parameter?: string;
}

/** One message of a recording, to be sent again. */
export interface RecordedMessage {
  /** Its number in the source, from 1: of its line, its delivery or its attempt. */
  readonly n: number;
  /** "line 7", "delivery 3", "attempt 2 of signature/rejects-missing". */
  readonly place: string;
  readonly event?: string | undefined;
  /** What it is, in words. */
  readonly note?: string | undefined;
  readonly request: RecordedRequest;
  /** What is sent when it is signed anew, where the request alone does not say it. */
  readonly carried?: Carried;
  /** Without it, it is to be acknowledged. */
  readonly expected?: ExpectedVerdict | undefined;
  /** An attempt by itself: its resends were recorded too. */
  readonly isSentOnce: boolean;
}

/** All that a file holds, and was selected. */
export interface ReadRecording {
  readonly messages: readonly RecordedMessage[];
  /** Where it was sent to, when requests name a path only. */
  readonly url?: string;
  /** What people have to know: what was left out. */
  readonly remarks: readonly Sentence[];
}

/** What reading needs to know. */
export interface Reading {
  /** The file as it is named in sentences, on one line. */
  readonly name: string;
  readonly isAsRecorded: boolean;
  /** Whether this number was selected. */
  readonly isSelected: (n: number) => boolean;
  /** The rule of a report. */
  readonly rule?: string | undefined;
}

/** A recording of more would not be replayed by hand. */
export const maxMessages = 100_000;
