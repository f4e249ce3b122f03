import { isSignedWith } from '../listener/keys.ts';
import { mask } from '../text/secrets/mask.ts';
import { clip } from '../text/terminal/visible.ts';
import { count } from '../text/words/count.ts';
import { carriedIn } from './carried.ts';
import type { Sending } from './outgoing.ts';
import type { RecordedMessage } from './recorded.ts';

/** Remarks for people about messages that are sent as recorded. Pure. */
export function remarksOn(messages: readonly RecordedMessage[], sending: Sending): string[] {
  const masked = maskedNames(messages, sending);
  const foreign = messages.filter((recorded) => isForeign(recorded, sending.secret)).length;
  return [
    ...(masked.length === 0
      ? []
      : [
          `${masked.join(', ')}: not sent, because the recording masks ${masked.length === 1 ? 'its value; give it' : 'their values; give them'} with --header`,
        ]),
    ...(foreign === 0
      ? []
      : [
          `${count(foreign, 'message')} that should be acknowledged ${foreign === 1 ? 'is' : 'are'} signed with a different secret than the one given, so your receiver may reject ${foreign === 1 ? 'it' : 'them'}`,
        ]),
  ];
}

const maxNames = 5;

function maskedNames(messages: readonly RecordedMessage[], { headers }: Sending): string[] {
  const own = new Set(headers.map(([name]) => name.toLowerCase()));
  const names = messages
    .flatMap(({ request }) => request.headers)
    .filter(([name, value]) => value === mask && !own.has(name.toLowerCase()))
    .map(([name]) => clip(name, 40));
  return [...new Set(names)].slice(0, maxNames);
}

/** Whether a correct receiver with this secret can't respond as expected. */
function isForeign(recorded: RecordedMessage, secret: string | undefined): boolean {
  if (secret === undefined || recorded.expected?.verdict !== 'acknowledge') return false;
  return !isSignedWith(secret, carriedIn(recorded, secret).bytes, recorded.request);
}
