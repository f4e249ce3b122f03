import { HookswitchError } from '../simulator/index.ts';
import { count } from '../text/words/count.ts';
import type { Missed, ReadRecording, RecordedMessage } from './recorded.ts';

/**
 * The forwarded messages that the receiver never acknowledged, each once, in the order in which they arrived. A message whose retry was
 * acknowledged is not among them. Pure.
 *
 * @throws HookswitchError `bad-recording` if nothing was forwarded.
 */
export function onlyMissed({ messages, remarks }: ReadRecording, name: string): ReadRecording {
  const forwarded = messages.filter(
    (message): message is RecordedMessage & { readonly missed: Missed } => message.missed !== undefined,
  );
  if (forwarded.length === 0) throw notForwarded(name);
  const genuine = forwarded.filter(({ missed }) => !missed.isForged);
  const done = new Set(genuine.filter(({ missed }) => missed.isAcknowledged).map(identityOf));
  const open = genuine
    .filter((message) => !done.has(identityOf(message)))
    .toSorted((a, b) => Date.parse(a.missed.at) - Date.parse(b.missed.at));
  const firsts = new Map(open.toReversed().map((message) => [identityOf(message), message]));
  return {
    messages: open.filter((message) => firsts.get(identityOf(message)) === message),
    remarks: [...remarks, ...aboutForged(forwarded.length - genuine.length)],
  };
}

/** Retries repeat the bytes. A GET may have the message in its URL. */
function identityOf({ request: { method, url, body } }: RecordedMessage): string {
  return `${method} ${url} ${body.toString('base64')}`;
}

function aboutForged(forged: number): string[] {
  if (forged === 0) return [];
  return [`${count(forged, 'request')} left out: the signature was missing or invalid when it arrived`];
}

export function notForwarded(name: string): HookswitchError {
  return new HookswitchError(
    'bad-recording',
    `--missed needs a recording of forwarded requests, which ${name} is not; create one with listen --forward-to and --record`,
  );
}
