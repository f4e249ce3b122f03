import { tryParseForeignJson } from '../../schemas/foreign-json.ts';
import { HookswitchError } from '../../simulator/index.ts';
import { Effects } from './effects.ts';

/** A recorded call. */
export interface RecordedCall {
  /** Its method. */
  readonly method: string;
  /** Its URL, with the query. */
  readonly url: string;
  /** Its body: the parsed JSON, or the text if it is not JSON; an empty string if there is none. */
  readonly body: unknown;
  /** False if the body is larger than 1 MiB and was truncated. */
  readonly isBodyComplete: boolean;
  /** The result: the status of the response, `network-error` or `hang`; `undefined` while it is in progress. */
  readonly answered: number | 'network-error' | 'hang' | undefined;
}

interface Entry {
  readonly call: RecordedCall & { answered: RecordedCall['answered'] };
  readonly text: string;
}

/** The calls about one PBX, and how far the list was searched for them. */
interface About {
  looked: number;
  readonly effects: Effects;
}

const maxCalls = 10_000;
const maxCharacters = 64 * 1024 * 1024;

/** Calls, limited in number and size, and their result per PBX. */
export class ServiceCallLog {
  readonly #entries: Entry[] = [];
  /** Calls that the service accepted, in this order. */
  readonly #taken: Entry[] = [];
  readonly #about = new Map<string, About>();
  #characters = 0;
  #isFull = false;

  get calls(): readonly RecordedCall[] {
    return this.#entries.map(({ call }) => ({ ...call }));
  }

  /** Records a call and returns a function for its result. */
  begin(
    call: Omit<RecordedCall, 'body' | 'answered'>,
    text: string,
  ): (answered: RecordedCall['answered']) => void {
    const body = tryParseForeignJson(text);
    const entry = { call: { ...call, body: body === undefined ? text : body, answered: undefined }, text };
    this.#characters += text.length;
    this.#isFull ||= this.#entries.length >= maxCalls || this.#characters > maxCharacters;
    if (this.#isFull) return () => {};
    this.#entries.push(entry);
    return (answered) => {
      Object.assign(entry.call, { answered });
      const isTaken = typeof answered === 'number' && answered < 300;
      if (isTaken && this.#entries.includes(entry)) this.#taken.push(entry);
    };
  }

  /**
   * The calls to the service about one PBX.
   *
   * @throws HookswitchError `bad-observer` if there were too many calls to store.
   */
  stateOf(sn: string): unknown {
    if (this.#isFull) {
      throw new HookswitchError(
        'bad-observer',
        `the service received more than ${maxCalls} calls or 64 MiB, so some were dropped; call reset() before each check`,
      );
    }
    const about = this.#about.get(sn) ?? { looked: 0, effects: new Effects() };
    this.#about.set(sn, about);
    for (const { call, text } of this.#taken.slice(about.looked)) {
      if (call.url.includes(encodeURIComponent(sn)) || text.includes(sn)) about.effects.add(call);
    }
    about.looked = this.#taken.length;
    return about.effects.shown;
  }

  clear(): void {
    this.#entries.length = 0;
    this.#taken.length = 0;
    this.#about.clear();
    this.#characters = 0;
    this.#isFull = false;
  }
}
