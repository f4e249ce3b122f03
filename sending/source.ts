import { type EventName, type Profile, sampleMessage, unixSeconds } from '../simulator/index.ts';
import { messageBytes } from '../simulator/wire/request.ts';
import { clip, oneLine } from '../text/visible.ts';

/** What is due next: a message as the bytes of its JSON, something to tell people, or both. */
export interface Due {
  readonly bytes?: Uint8Array;
  readonly note?: string;
  /** How long to wait before it (ms). */
  readonly pauseMs: number;
}

/** Where the messages come from. */
export interface MessageSource {
  /** What is sent, in words. */
  readonly what: string;
  /** The file that a message is from, as its lines name it; else they name the event. */
  readonly file?: string;
  readonly messages: number;
  /** Whether a seed draws them. */
  readonly isDrawn: boolean;
  readonly largestBytes: number;
  /** Each is made when it is due: a report of what happens now. */
  due(): Iterable<Due>;
}

/** Samples of an event. */
export function sampleSource(
  event: EventName,
  messages: number,
  { seed, profile }: { readonly seed: number; readonly profile: Profile },
): MessageSource {
  return {
    what: event,
    messages,
    isDrawn: true,
    largestBytes: 0,
    *due() {
      for (let n = 0; n < messages; n += 1) {
        const updateTime = unixSeconds();
        const { deletionList } = profile;
        const message = sampleMessage({ event, seed, n, updateTime, deletionList });
        yield { bytes: messageBytes(message, profile), pauseMs: 0 };
      }
    },
  };
}

/** The same bytes, so many times. */
export function fileSource(name: string, bytes: Uint8Array, messages: number): MessageSource {
  const what = name === '-' ? 'standard input' : clip(oneLine(name), 60);
  return {
    what,
    file: what,
    messages,
    isDrawn: false,
    largestBytes: bytes.length,
    *due() {
      for (let n = 0; n < messages; n += 1) yield { bytes, pauseMs: 0 };
    },
  };
}
