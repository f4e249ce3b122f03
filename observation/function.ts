import { setMaxListeners } from 'node:events';
import { systemClock } from '../simulator/index.ts';
import { quote, valueInWords } from '../text/words/quote.ts';
import {
  maxStateBytes,
  noState,
  type Observer,
  observationTimeoutMs,
  type Seen,
  seenInText,
  trouble,
} from './observer.ts';

/**
 * Returns the state of the PBX with this serial number, or a promise for it. The state can be any JSON value; Maps and Sets are allowed.
 * Return `undefined` or `null` for an unknown PBX. A function without parameters returns one state for all PBXs. A state may be up to
 * 16 MiB in size, and the function may take up to 10 seconds.
 */
export type Observe = (sn: string) => unknown;

/** An observer in the same process. Each observation copies the state, since the receiver may continue to change it. */
export function functionObserver(observe: Observe): Observer {
  const isPerPbx = observe.length > 0;
  return {
    option: 'observe',
    isPerPbx,
    showsState: true,
    async observe(sn, signal) {
      const over = new AbortController();
      // A reason, as Node would make an error with a stack for each look.
      const end = () => over.abort(null);
      // Hundreds of observations may share one signal. Node would report more than ten as a leak.
      setMaxListeners(0, signal);
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
      const outOfTime = systemClock
        .sleep(observationTimeoutMs, over.signal)
        .then(() => (signal.aborted ? noState.interrupted : noState.late));
      const seen = await Promise.race([ask(observe, sn), outOfTime]);
      signal.removeEventListener('abort', end);
      end();
      return seen;
    },
  };
}

async function ask(observe: Observe, sn: string): Promise<Seen> {
  try {
    const text = written((await observe(sn)) ?? null);
    if (text === tooDeep) return noState.tooDeep;
    if (text === undefined)
      return trouble('the observer returned something that is not JSON, such as a function');
    if (Buffer.byteLength(text) > maxStateBytes) return noState.tooLarge;
    return seenInText(text, () => 'the observer returned something that is not JSON');
  } catch (error) {
    return trouble(
      `the observer failed with ${error instanceof Error ? quote(error.message) : valueInWords(error)}`,
    );
  }
}

const tooDeep = Symbol('too deep');

/** A value as JSON. A few thousand levels would overflow the stack. */
function written(value: unknown): string | undefined | typeof tooDeep {
  try {
    return JSON.stringify(value, asPlainData);
  } catch (error) {
    if (error instanceof RangeError && /call stack/.test(error.message)) return tooDeep;
    throw error;
  }
}

/** JSON has no Maps and Sets, and would show them as empty objects. */
function asPlainData(_key: string, value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries(value);
  return value instanceof Set ? [...value] : value;
}
