import { HookswitchError, type Profile, sampleMessage, unixSeconds } from '../../../simulator/index.ts';
import { messageBytes } from '../../../simulator/wire/request.ts';
import { clip, oneLine } from '../../../text/visible.ts';
import { parseEventName } from '../../shared/event-name.ts';
import type { Io } from '../../shared/io.ts';
import { readMessage } from '../../shared/read-message.ts';
import { scenarioSource } from './scenario-source.ts';
import type { MessageSource, SourceFlags } from './source-types.ts';

/** @throws HookswitchError `bad-flag`, `bad-file`. `undefined` when Ctrl-C came while a file was read. */
export async function messageSourceOf(
  flags: SourceFlags,
  drawing: { readonly seed: number; readonly profile: Profile },
  io: Io,
): Promise<MessageSource | undefined> {
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

function file(name: string, bytes: Uint8Array, messages: number): MessageSource {
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
