import { type Json, shorten } from '../../observation/index.ts';
import type { AttemptRecord, Evidence, Observation, TriedLess } from '../../schemas/generated/types.ts';
import { defined } from '../../text/defined.ts';
import type { Redactor } from '../../text/secrets/redact.ts';
import { formatMs } from '../../text/words/durations.ts';
import type { Sent } from '../sending/sent.ts';
import { recordAttempt } from './record-attempt.ts';

/** A report shows the first and the last attempts, and the one that decided. */
const shownFirst = 4;
const shownLast = 12;
/** Any of them may have decided when the rule ends. */
const maxKept = 256;
const keptObservations = 24;
const keptNotes = 8;
/** Of a larger state, the JSON of a part is kept (characters). */
const maxStateLength = 4096;

const sentAgain = 'the receiver closed a reused connection before it responded';

/** Longer bodies aren't kept until the rule ends, but recorded at once (bytes). */
const longBody = 65_536;

/** An attempt, which is recorded only if the report shows it. */
interface Kept {
  readonly n: number;
  readonly record: () => AttemptRecord;
}

/** What was seen for a rule, for one of its parts, or for one case of a property. */
interface Section {
  readonly attempts: Kept[];
  readonly observations: Observation[];
  notes: string[];
}

/**
 * Keeps the evidence of one rule, bounded: the first and the last attempts, and the one that decided; of parts that ran concurrently, the one
 * that failed, and of a property its failing case.
 */
export class Recorder {
  readonly #redactor: Redactor;
  /** Records the whole rule: this recorder, unless it records a part. */
  readonly #whole: Recorder;
  readonly #startedAt = performance.now();
  readonly #own = newSection();
  readonly #parts: Section[] = [];
  /** By the error that ended it. */
  readonly #endedParts = new WeakMap<object, Section>();
  #decisivePart: Section | undefined;
  /** Those of the notes that are about events. */
  readonly #events = new Set<string>();
  #count = 0;
  #last: (Pick<Sent, 'n' | 'outcome'> & { readonly endedAt: number }) | undefined;
  #case: Section | undefined;
  #failingCase: Section | undefined;
  #runs: number | undefined;
  #counterexample: string | undefined;
  #triedLess: TriedLess | undefined;

  /** @param whole The recorder of the rule, for a part of it. */
  constructor(redactor: Redactor, whole?: Recorder) {
    this.#redactor = redactor;
    this.#whole = whole ?? this;
  }

  get #current(): Section {
    return this.#case ?? this.#own;
  }

  /** Runs a part of the rule, and records it separately. */
  async part<T>(run: (part: Recorder) => Promise<T>): Promise<T> {
    const part = new Recorder(this.#redactor, this);
    this.#parts.push(part.#own);
    try {
      return await run(part);
    } catch (error) {
      if (error instanceof Error) this.#endedParts.set(error, part.#own);
      throw error;
    }
  }

  /** The rule ended with this error. If it came from a part, the others are no evidence. */
  endedBy(error: unknown): void {
    this.#decisivePart = error instanceof Error ? this.#endedParts.get(error) : undefined;
  }

  /** Numbers the attempt. */
  attempt(sent: Omit<Sent, 'n'>, note: string | undefined, fault: string | undefined): number {
    const n = ++this.#whole.#count;
    push(this.#current.attempts, this.#keep({ ...sent, n }, defined({ note, fault })));
    if (sent.isSentAgain && !this.#current.notes.some((text) => text.startsWith(sentAgain)))
      this.note(`${sentAgain}, so attempt ${n} was resent over a new one`);
    this.#whole.#last = { n, outcome: sent.outcome, endedAt: sent.startedAt.getTime() + sent.elapsedMs };
    return n;
  }

  #keep(sent: Sent, about: Pick<AttemptRecord, 'note' | 'fault'>): Kept {
    const record = () => ({ ...recordAttempt(sent, sent.n, this.#redactor), ...about });
    if (sent.request.body.length <= longBody) return { n: sent.n, record };
    const recorded = record();
    return { n: sent.n, record: () => recorded };
  }

  /** A note about an event, with its place among the attempts: "killed 300 ms after attempt 3 got a 200". */
  noteAt(what: string, atMs = Date.now()): void {
    const text = `${what} ${this.#placeOf(atMs)}`;
    this.#events.add(text);
    this.note(text);
  }

  #placeOf(atMs: number): string {
    const last = this.#whole.#last;
    if (!last) return 'before the first attempt';
    const { n, outcome, endedAt } = last;
    const got = outcome.kind === 'response' ? `got a ${outcome.status}` : 'ended without a response';
    return `${formatMs(Math.max(atMs - endedAt, 0))} after attempt ${n} ${got}`;
  }

  observation(sn: string, seen: { readonly state: Json } | { readonly error: string }): void {
    const atMs = Math.round(performance.now() - this.#whole.#startedAt);
    const { observations } = this.#current;
    pushObservation(
      observations,
      'state' in seen ? { sn, atMs, state: bounded(seen.state) } : { sn, atMs, ...seen },
    );
  }

  note(text: string): void {
    const { notes } = this.#current;
    if (notes.length < keptNotes) notes.push(text);
  }

  triedLess(less: TriedLess): void {
    this.#whole.#triedLess = less;
    // A rule that waits says how long.
    if (less.what !== 'seconds')
      this.note(`tried ${less.tried} of ${less.planned} ${less.what} before time ran out`);
  }

  /** Starts the next case of a property, which is recorded separately. */
  startCase(): void {
    this.#case = newSection();
  }

  /** The current case failed. Keep it: it is smaller than earlier failures. */
  keepCase(): void {
    this.#failingCase = this.#case;
  }

  /** The property ended. Its evidence is the failing case, or else the last one. */
  endCases(runs: number, counterexample: string | undefined): void {
    const kept = this.#failingCase ?? this.#case;
    // An earlier restart is no part of the failing case.
    const own = this.#own;
    if (this.#failingCase) own.notes = own.notes.filter((text) => !this.#events.has(text));
    for (const attempt of kept?.attempts ?? []) push(own.attempts, attempt);
    for (const observation of kept?.observations ?? []) pushObservation(own.observations, observation);
    own.notes.push(...(kept?.notes ?? []).slice(0, keptNotes >> 1));
    this.#case = undefined;
    this.#failingCase = undefined;
    this.#runs = (this.#runs ?? 0) + runs;
    this.#counterexample = counterexample;
  }

  /** The attempt with this number, if it was kept. */
  decisive(attempt: number | undefined): AttemptRecord | undefined {
    const sections = [this.#own, ...this.#parts, ...(this.#failingCase ? [this.#failingCase] : [])];
    return sections
      .flatMap(({ attempts }) => attempts)
      .find(({ n }) => n === attempt)
      ?.record();
  }

  /** @param decisive The number of the attempt that decided. */
  evidence(seed: number, decisive?: number): Evidence {
    const { attempts: kept, observations, notes } = this.#merged();
    const attempts = kept.filter(
      ({ n }, at) => at < shownFirst || at >= kept.length - shownLast || n === decisive,
    );
    return {
      seed,
      attempts: attempts.map(({ record }) => record()),
      observations,
      omittedAttempts: this.#count - attempts.length,
      ...defined({
        runs: this.#runs,
        counterexample: this.#counterexample,
        triedLess: this.#triedLess,
      }),
      ...(notes.length === 0 ? {} : { notes }),
    };
  }

  /** All sections in the order of time, or those of the part that failed. */
  #merged(): Section {
    const parts = this.#decisivePart ? [this.#decisivePart] : this.#parts;
    if (parts.length === 0) return this.#own;
    const all = [this.#own, ...parts];
    const whole = newSection();
    const attempts = all.flatMap((section) => section.attempts).sort((a, b) => a.n - b.n);
    for (const attempt of attempts) push(whole.attempts, attempt);
    const observations = all.flatMap((section) => section.observations).sort((a, b) => a.atMs - b.atMs);
    for (const observation of observations) pushObservation(whole.observations, observation);
    whole.notes.push(...all.flatMap(({ notes }) => notes).slice(0, keptNotes));
    return whole;
  }
}

function newSection(): Section {
  return { attempts: [], observations: [], notes: [] };
}

function bounded(state: Json): Json {
  return JSON.stringify(state).length <= maxStateLength ? state : shorten(state, maxStateLength);
}

/** The first and the last ones. */
function pushObservation(observations: Observation[], observation: Observation): void {
  if (observations.length >= keptObservations) observations.splice(keptObservations >> 1, 1);
  observations.push(observation);
}

function push(attempts: Kept[], attempt: Kept): void {
  if (attempts.length >= maxKept) attempts.splice(shownFirst, 1);
  attempts.push(attempt);
}
