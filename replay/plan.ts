import { randomInt } from 'node:crypto';
import { parseHeaders } from '../cli/shared/headers.ts';
import type { Io } from '../cli/shared/io.ts';
import { readProfile } from '../cli/shared/profile-file.ts';
import type { ReceiverFlags } from '../cli/shared/receiver-flags.ts';
import { findSecret, requireSecret } from '../cli/shared/secret.ts';
import {
  assertUsableUrl,
  chooseProfile,
  defaultSettings,
  HookswitchError,
  type Settings,
} from '../simulator/index.ts';
import { clip, oneLine } from '../text/visible.ts';
import { type Outgoing, prepare, type Sending } from './outgoing.ts';
import { readRecording } from './read-recording.ts';
import type { Recording } from './recorded.ts';
import { remarksOn } from './remarks.ts';

export interface ReplayFlags extends ReceiverFlags {
  readonly asRecorded?: boolean;
  readonly only?: (n: number) => boolean;
  readonly rule?: string;
  readonly json?: boolean;
  readonly seed?: number;
}

/** All that replaying needs, checked. */
export interface ReplayPlan {
  readonly messages: readonly Outgoing[];
  readonly remarks: readonly string[];
  readonly sending: Sending;
  readonly settings: Settings;
  readonly isInsecure: boolean;
  /** What draws a varied profile. */
  readonly seed: number | undefined;
}

/**
 * Reads the whole recording and makes each request ready; nothing is sent. `undefined` when Ctrl-C came while it was read.
 *
 * @throws HookswitchError for each mistake of use.
 */
export async function planReplay(
  file: string,
  url: string | undefined,
  flags: ReplayFlags,
  io: Io,
): Promise<ReplayPlan | undefined> {
  const name = file === '-' ? 'standard input' : clip(oneLine(file), 80);
  const { asRecorded: isAsRecorded = false, only: isSelected = () => true, rule } = flags;
  const seed = flags.vary ? (flags.seed ?? randomInt(2 ** 31)) : undefined;
  const sending = sendingOf(name, url, seed, flags, io);
  const recording = await readRecording(file, { name, isAsRecorded, isSelected, rule }, io);
  if (!recording) return undefined;
  return {
    ...prepareAll(recording, sending),
    seed,
    settings: settingsOf(flags),
    isInsecure: flags.insecure === true,
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
    getCarriage: given.getCarriage,
    profile: chooseProfile(given, seed),
    headers: parseHeaders(flags.header),
    allowHosts: flags.allowHost,
  };
}

/** @throws HookswitchError for the first message that cannot be sent. */
export function prepareAll(
  recording: Recording,
  given: Sending,
): Pick<ReplayPlan, 'sending' | 'messages' | 'remarks'> {
  const { name, allowHosts } = given;
  if (given.url === undefined && recording.url !== undefined) {
    assertUsableUrl(recording.url, allowHosts, `the receiver in ${name}`);
  }
  const sending = { ...given, url: given.url ?? recording.url };
  const messages = recording.messages.map((recorded) => prepare(recorded, sending));
  if (messages.length === 0) {
    throw new HookswitchError(
      'bad-recording',
      `${name}: nothing of it is left to send; choose more with --only`,
    );
  }
  const ownRemarks = given.isAsRecorded ? remarksOn(recording.messages, sending) : [];
  return { sending, messages, remarks: [...recording.remarks, ...ownRemarks] };
}

function settingsOf({ timeout, retries }: ReplayFlags): Settings {
  return {
    timeoutSeconds: timeout ?? defaultSettings.timeoutSeconds,
    retryCount: retries ?? defaultSettings.retryCount,
  };
}
