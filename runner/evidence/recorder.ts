import { type Json, shorten } from '../../observation/index.ts';
import type { AttemptRecord, Evidence, TriedLess } from '../../schemas/generated/types.ts';
import { defined } from '../../text/defined.ts';
import type { Redactor } from '../../text/secrets/redact.ts';
import { formatMs } from '../../text/words/durations.ts';
import type { Sent } from '../sending/sent.ts';
import { recordAttempt } from './record-attempt.ts';
import { EvidenceSection, inOrderOfTime } from './section.ts';

const sentAgain = 'the receiver closed a reused connection before it responded';

/** Longer bodies aren't kept until the rule ends, but recorded at once (bytes). */
const longBody = 65_536;
/** Of a larger state, the JSON of a part is kept (characters). */
const maxStateLength = 4096;

/**
 * Keeps the evidence of one rule, bounded: the first and the last attempts, and the one that decided; of parts that ran concurrently, the one
 * that failed, and of a property its failing case.
 */
export class Recorder {
  readonly #redactor: Redactor;
  /** Records the whole rule: this recorder, unless it records a part. */
  readonly #whole: Recorder;
  readonly #startedAt = performance.now();
  readonly #own = new EvidenceSection();
  readonly #parts: EvidenceSection[] = [];
  /** By the error that ended it. */
  readonly #endedParts = new WeakMap<object, EvidenceSection>();
  #decisivePart: EvidenceSection | undefined;
  /** Those of the notes that are about events. */
  readonly #events = new Set<string>();
  #count = 0;
  #last: (Pick<Sent, 'n' | 'outcome'> & { readonly endedAt: number }) | undefined;
  #case: EvidenceSection | undefined;
  #failingCase: EvidenceSection | undefined;
  #runs: number | undefined;
  #counterexample: string | undefined;
  #triedLess: TriedLess | undefined;

  /** @param whole The recorder of the rule, for a part of it. */
  constructor(redactor: Redactor, whole?: Recorder) {
    this.#redactor = redactor;
    this.#whole = whole ?? this;
  }

  get #current(): EvidenceSection {
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
    this.#current.addAttempt({ n, record: this.#recordLater({ ...sent, n }, defined({ note, fault })) });
    if (sent.isSentAgain && !this.#current.notes.some((text) => text.startsWith(sentAgain)))
      this.note(`${sentAgain}, so attempt ${n} was resent over a new one`);
    this.#whole.#last = { n, outcome: sent.outcome, endedAt: sent.startedAt.getTime() + sent.elapsedMs };
    return n;
  }

  #recordLater(sent: Sent, about: Pick<AttemptRecord, 'note' | 'fault'>): () => AttemptRecord {
    const record = () => ({ ...recordAttempt(sent, sent.n, this.#redactor), ...about });
    if (sent.request.body.length <= longBody) return record;
    const recorded = record();
    return () => recorded;
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
    this.#current.addObservation(
      'state' in seen ? { sn, atMs, state: bounded(seen.state) } : { sn, atMs, ...seen },
    );
  }

  note(text: string): void {
    this.#current.addNote(text);
  }

  triedLess(less: TriedLess): void {
    this.#whole.#triedLess = less;
    // A rule that waits says how long.
    if (less.what !== 'seconds')
      this.note(`tried ${less.tried} of ${less.planned} ${less.what} before time ran out`);
  }

  /** Starts the next case of a property, which is recorded separately. */
  startCase(): void {
    this.#case = new EvidenceSection();
  }

  /** A recorder for the next case, if cases are tried at the same time. The last one is kept. */
  caseBeside(): Recorder {
    const one = new Recorder(this.#redactor, this.#whole);
    this.#case = one.#own;
    return one;
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
    if (kept) own.addCase(kept);
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
    const seen = this.#merged();
    const { observations, notes } = seen;
    const attempts = seen.shown(decisive);
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
  #merged(): EvidenceSection {
    const parts = this.#decisivePart ? [this.#decisivePart] : this.#parts;
    return parts.length === 0 ? this.#own : inOrderOfTime([this.#own, ...parts]);
  }
}

function bounded(state: Json): Json {
  return JSON.stringify(state).length <= maxStateLength ? state : shorten(state, maxStateLength);
}
