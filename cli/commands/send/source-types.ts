import type { SendFlags } from './options.ts';

/** What says what is sent. */
export type SourceFlags = Pick<SendFlags, 'event' | 'body' | 'scenario' | 'count' | 'seed'>;

/** What is due next: a message as the bytes of its JSON, something to tell people, or both. */
export interface Due {
  readonly bytes?: Uint8Array;
  readonly told?: string;
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
