import { randomInt } from 'node:crypto';
import type { Sending } from '../../../replay/outgoing.ts';
import { parseBytes } from '../../../replay/parse-bytes.ts';
import { prepareAll } from '../../../replay/prepare-all.ts';
import type { ReplayPlan } from '../../../replay/send-all.ts';
import { assertUsableUrl, chooseProfile } from '../../../simulator/index.ts';
import { clip, oneLine } from '../../../text/terminal/visible.ts';
import { readProfile } from '../../shared/files/profile-file.ts';
import { readMessage } from '../../shared/files/read-message.ts';
import { parseHeaders } from '../../shared/headers.ts';
import type { Io } from '../../shared/io.ts';
import { findSecret, requireSecret } from '../../shared/secret.ts';
import { connectionOf, settingsOf } from '../../shared/sender-options.ts';
import type { ReplayFlags } from './command.ts';

/**
 * Reads the whole recording and prepares each request. Nothing is sent. `undefined` if Ctrl-C came first. `nothing-missed` if the receiver
 * acknowledged every forwarded message.
 *
 * @throws HookswitchError for each usage error.
 */
export async function planReplay(
  file: string,
  url: string | undefined,
  flags: ReplayFlags,
  io: Io,
): Promise<ReplayPlan | 'nothing-missed' | undefined> {
  const name = file === '-' ? 'standard input' : clip(oneLine(file), 80);
  const {
    asRecorded: isAsRecorded = false,
    only: isSelected = () => true,
    missed: isOnlyMissed,
    rule,
  } = flags;
  const seed = flags.vary ? (flags.seed ?? randomInt(2 ** 31)) : undefined;
  const sending = sendingOf(name, url, seed, flags, io);
  const bytes = await readMessage(file, io, 'the recording');
  if (!bytes) return undefined;
  const recording = parseBytes(bytes, { name, isAsRecorded, isSelected, isOnlyMissed, rule });
  if (isOnlyMissed && recording.messages.length === 0) return 'nothing-missed';
  return {
    ...prepareAll(recording, sending),
    seed,
    settings: settingsOf(flags),
    connection: connectionOf(flags),
  };
}

function sendingOf(
  name: string,
  url: string | undefined,
  seed: number | undefined,
  flags: ReplayFlags,
  io: Io,
): Sending {
  const isAsRecorded = flags.asRecorded === true;
  if (url !== undefined) assertUsableUrl(url, flags.allowHost, 'the receiver');
  const given = readProfile(flags, io);
  return {
    name,
    url,
    isAsRecorded,
    secret: isAsRecorded ? findSecret(flags, io) : requireSecret(flags, io),
    method: flags.method,
    payloadIn: given.payloadIn,
    profile: chooseProfile(given, seed),
    headers: parseHeaders(flags.header),
    allowHosts: flags.allowHost,
  };
}
