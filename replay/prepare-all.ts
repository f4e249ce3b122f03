import { assertUsableUrl, HookswitchError } from '../simulator/index.ts';
import { prepare, type ReplayMessage, type Sending } from './outgoing.ts';
import type { ReadRecording } from './recorded.ts';
import { remarksOn } from './remarks.ts';

/** Prepares all messages before the first one is sent. */
export interface Prepared {
  readonly sending: Sending;
  readonly messages: readonly ReplayMessage[];
  readonly remarks: readonly string[];
}

/** @throws HookswitchError for the first message that can't be sent. */
export function prepareAll(recording: ReadRecording, given: Sending): Prepared {
  const { name, allowHosts } = given;
  if (given.url === undefined && recording.url !== undefined) {
    assertUsableUrl(recording.url, allowHosts, `the receiver in ${name}`);
  }
  const sending = { ...given, url: given.url ?? recording.url };
  const messages = recording.messages.map((recorded) => prepare(recorded, sending));
  if (messages.length === 0) {
    throw new HookswitchError('bad-recording', `${name}: no messages are selected; choose some with --only`);
  }
  const ownRemarks = given.isAsRecorded ? remarksOn(recording.messages, sending) : [];
  return { sending, messages, remarks: [...recording.remarks, ...ownRemarks] };
}
