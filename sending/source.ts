import { type EventName, type Profile, sampleMessage, unixSeconds } from '../simulator/index.ts';
import { messageBytes } from '../simulator/wire/request.ts';
import { clip, oneLine } from '../text/terminal/visible.ts';

/** The next item: the JSON bytes of a message, a note for people, or both. */
export interface Due {
  readonly bytes?: Uint8Array;
  readonly note?: string;
  /** How long to wait before it (ms). */
  readonly pauseMs: number;
}

/** Where the messages come from. */
export interface MessageSource {
  /** A description. */
  readonly what: string;
  /** The file of the messages, shown in lines. Absent: the event is shown. */
  readonly file?: string;
  readonly messages: number;
  /** Whether the messages are generated from a seed. */
  readonly isGenerated: boolean;
  readonly largestBytes: number;
  /** Each message is generated when it is due, so its time is current. */
  due(): Iterable<Due>;
}

/** Sample messages of an event, each changed by `edit`. */
export function sampleSource(
  event: EventName,
  messages: number,
  { seed, profile }: { readonly seed: number; readonly profile: Profile },
  edit: (message: unknown) => unknown = (message) => message,
): MessageSource {
  return {
    what: event,
    messages,
    isGenerated: true,
    largestBytes: 0,
    *due() {
      for (let n = 0; n < messages; n += 1) {
        const updateTime = unixSeconds();
        const { deletionList } = profile;
        const message = sampleMessage({ event, seed, n, updateTime, deletionList });
        yield { bytes: messageBytes(edit(message), profile), pauseMs: 0 };
      }
    },
  };
}

/** The same bytes, repeated. */
export function fileSource(name: string, bytes: Uint8Array, messages: number): MessageSource {
  const what = name === '-' ? 'standard input' : clip(oneLine(name), 60);
  return {
    what,
    file: what,
    messages,
    isGenerated: false,
    largestBytes: bytes.length,
    *due() {
      for (let n = 0; n < messages; n += 1) yield { bytes, pauseMs: 0 };
    },
  };
}
