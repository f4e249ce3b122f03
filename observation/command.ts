import pLimit from 'p-limit';
import { type CommandEnd, runCommand } from '../receiver/index.ts';
import { quote } from '../text/words/quote.ts';
import {
  maxStateBytes,
  noState,
  type Observer,
  observationTimeoutMs,
  type Seen,
  seenInText,
  trouble,
} from './observer.ts';

/** The environment variable with the serial number, which is never part of the command itself. */
const variable = 'YCM_SN';
/** Each observation starts a process. More at once would only slow down the receiver. */
const maxConcurrent = 4;

/** An observer that is a command. It prints the state of the PBX in `YCM_SN` as JSON, or nothing for an unknown PBX. */
export function commandObserver(command: string): Observer {
  const limit = pLimit(maxConcurrent);
  const isPerPbx = command.includes(variable);
  return {
    option: 'observeCmd',
    isPerPbx,
    showsState: true,
    observe: (sn, signal) => {
      const askedAt = performance.now();
      return limit(async () => {
        const waitedMs = performance.now() - askedAt;
        const env = { ...process.env, [variable]: sn };
        const limits = { maxOutputBytes: maxStateBytes, timeoutMs: observationTimeoutMs };
        const end = await runCommand(command, { env, cwd: process.cwd(), signal, ...limits });
        return { ...seenIn(end), waitedMs };
      });
    },
  };
}

function seenIn(end: CommandEnd): Seen {
  switch (end.kind) {
    case 'done':
      return parse(end.stdout.trim());
    case 'failed':
      return trouble(`the observer's command ${end.reason}${saying(end.printed)}`);
    case 'too-long':
      return noState.late;
    case 'too-much':
      return noState.tooLarge;
    case 'interrupted':
      return noState.interrupted;
  }
}

function parse(text: string): Seen {
  if (text === '') return { kind: 'state', state: null, isAbsent: true };
  return seenInText(text, () => `the observer's command printed ${quote(text)}, which is not JSON`);
}

/** The last line usually has the error. */
function saying(printed: string): string {
  const last = printed.trim().split('\n').at(-1) ?? '';
  return last === '' ? ' and printed nothing' : ` and printed ${quote(last)}`;
}
