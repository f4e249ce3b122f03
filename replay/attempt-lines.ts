import type { HintContext } from '../sending/hints.ts';
import type { AttemptStart } from '../sending/lines.ts';
import type { Settings } from '../simulator/index.ts';
import { outgoing } from '../simulator/sender/accept.ts';
import { clip, oneLine } from '../text/terminal/visible.ts';
import type { ReplayMessage } from './outgoing.ts';

const maxNote = 100;

/** The lines for each attempt of one message, which is `n` of `total`. Pure. */
export function startOf(
  message: ReplayMessage,
  place: { readonly n: number; readonly total: number; readonly attempts: number },
  settings: Settings,
): Omit<AttemptStart, 'attempt'> {
  const { url, method, bytes, recorded } = message;
  const { expected } = recorded;
  const isToBeRefused = expected?.verdict === 'refuse';
  const context: HintContext = {
    url: new URL(url),
    method,
    timeoutMs: settings.timeoutSeconds * 1000,
    fault: undefined,
    isToBeRefused,
    ...(isToBeRefused && expected.why !== '' && { whyRefused: afterColon(expected.why) }),
  };
  return {
    n: place.n,
    deliveries: place.total,
    isFanOut: false,
    context,
    event: eventOf(message),
    file: undefined,
    bytes,
    message: message.message,
    attempts: place.attempts,
    fault: undefined,
  };
}

/** Without a full stop, and with a lower-case first letter unless the sentence starts with an abbreviation. */
function afterColon(sentence: string): string {
  return sentence.replace(/\.$/, '').replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
}

/** `did_change from line 7 (a genuine did_change message)`. Pure. */
export function labelOf(message: ReplayMessage): string {
  const { place, note } = message.recorded;
  const suffix = note === undefined ? '' : ` (${clip(oneLine(note), maxNote)})`;
  return `${oneLine(eventOf(message))} from ${place}${suffix}`;
}

const maxEvent = 40;

function eventOf({ recorded, request }: ReplayMessage): string {
  if (recorded.event !== undefined) return clip(recorded.event, maxEvent);
  return outgoing(request.message, request.profile).event;
}
