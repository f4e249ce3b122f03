import { HookswitchError, type Profile, sampleMessage } from '../../../simulator/index.ts';
import { messageBytes } from '../../../simulator/wire/request.ts';
import { clip, oneLine } from '../../../text/visible.ts';
import { parseEventName } from '../../shared/event-name.ts';
import type { Io } from '../../shared/io.ts';
import { readMessage } from '../../shared/read-message.ts';
import { scenarioSource } from './scenario-source.ts';

export interface SourceFlags {
  /** Default test. */
  readonly event?: string;
  /** A file whose bytes are sent as they are; `-` is standard input. */
  readonly body?: string;
  /** A life of a fleet: the name of a built-in one, or a file. */
  readonly scenario?: string;
  /** Default 1. */
  readonly count?: number;
  readonly seed?: number;
}

/** What is due next: a message as the bytes of its JSON, something to tell people, or both. */
export interface Due {
  readonly bytes?: Uint8Array;
  readonly told?: string;
  /** How long to wait before it (ms). */
  readonly pauseMs: number;
}

/** Where the messages come from. */
export interface Source {
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

/** @throws HookswitchError `bad-flag`, `bad-file`. `undefined` when Ctrl-C came while a file was read. */
export async function sourceOf(
  flags: SourceFlags,
  drawing: { readonly seed: number; readonly profile: Profile },
  io: Io,
): Promise<Source | undefined> {
  if (flags.scenario !== undefined) {
    assertAlone(flags);
    return scenarioSource(flags.scenario, drawing, io);
  }
  const event = parseEventName(flags.event ?? 'test');
  const messages = flags.count ?? 1;
  if (flags.body === undefined) return samples(event, messages, drawing);
  const bytes = await readMessage(flags.body, io);
  return bytes && file(flags.body, bytes, messages);
}

function samples(
  event: ReturnType<typeof parseEventName>,
  messages: number,
  { seed, profile }: { readonly seed: number; readonly profile: Profile },
): Source {
  return {
    what: event,
    messages,
    isDrawn: true,
    largestBytes: 0,
    *due() {
      for (let n = 0; n < messages; n += 1) {
        const updateTime = Math.floor(Date.now() / 1000);
        const { deletionList } = profile;
        const message = sampleMessage({ event, seed, n, updateTime, deletionList });
        yield { bytes: messageBytes(message, profile), pauseMs: 0 };
      }
    },
  };
}

function file(name: string, bytes: Uint8Array, messages: number): Source {
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

function assertAlone({ event, body, count }: SourceFlags): void {
  const [other] = Object.entries({ event, body, count }).find(([, value]) => value !== undefined) ?? [];
  if (other === undefined) return;
  throw new HookswitchError('bad-flag', `--scenario says what is sent, so --${other} has no place beside it`);
}
