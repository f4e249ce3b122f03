import { systemClock } from '../../../../simulator/index.ts';
import type { WatchKey } from './keys.ts';
import { OwnWrites } from './own-writes.ts';
import type { Request } from './plan.ts';
import { afterKey, emptyPrompt, type RulePrompt } from './rule-prompt.ts';

/** How long it takes until a change is noticed (ms). Files that a receiver writes while it stops are still its own. */
const lateMs = 300;
/** On a busy machine it takes longer (ms). */
const soonMs = 2000;

interface SessionOptions {
  /** The ids of the rules that `r` offers. */
  readonly ids: () => readonly string[];
  /** Names of files that only the user changes. */
  readonly own: readonly string[];
  readonly run: (request: Request, signal: AbortSignal) => Promise<void>;
  /** Called when nothing is running and nothing is left to do. */
  readonly onIdle: () => void;
  readonly onOpen: () => void;
  /** Shows the prompt, or removes it. */
  readonly onPrompt: (prompt: RulePrompt | undefined) => void;
}

/** Runs one round at a time. A change or a key stops a running round and starts the next. */
export class Session {
  readonly #options: SessionOptions;
  readonly #writes: OwnWrites;
  #next: Request | undefined = { kind: 'start' };
  #running: AbortController | undefined;
  #wake: () => void = () => {};
  #prompt: RulePrompt | undefined;
  #endedAt = -Infinity;
  #isOver = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#writes = new OwnWrites(options.own);
  }

  /** Ends after `quit`, when the running round has stopped its receiver. */
  async run(): Promise<void> {
    while (!this.#isOver) {
      const request = this.#next;
      this.#next = undefined;
      if (request) await this.#runRound(request);
      else await this.#idle();
    }
  }

  async #runRound(request: Request): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    // Its progress is on the same line.
    this.#prompt = undefined;
    try {
      await this.#options.run(request, running.signal);
      await systemClock.sleep(lateMs, running.signal);
    } finally {
      this.#running = undefined;
    }
    this.#endedAt = performance.now();
    if (!running.signal.aborted) this.#writes.ended();
  }

  async #idle(): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    if (this.#prompt) this.#options.onPrompt(this.#prompt);
    else this.#options.onIdle();
    await woken;
  }

  quit(): void {
    this.#isOver = true;
    this.#running?.abort();
    this.#wake();
  }

  changed(names: readonly string[]): void {
    const isSoonAfter = performance.now() - this.#endedAt < soonMs;
    const meanings = names.map((name) =>
      this.#running ? this.#writes.during(name) : this.#writes.between(name, isSoonAfter),
    );
    const request: Request = { kind: 'change', names: names.filter((_, n) => meanings[n] !== 'none') };
    if (meanings.includes('restart')) this.#start(request);
    else if (meanings.includes('later')) this.#next ??= request;
  }

  /** The sources that no longer stop a check. */
  get restless(): string[] {
    return this.#writes.restless();
  }

  pressed(key: WatchKey): void {
    if (this.#prompt) this.#inPrompt(this.#prompt, key);
    else this.#atRest(key);
  }

  #start(request: Request): void {
    this.#next = request;
    this.#running?.abort();
    this.#wake();
  }

  #atRest({ name, character = name }: WatchKey): void {
    if (character === 'a') this.#start({ kind: 'all' });
    if (character === 'f') this.#start({ kind: 'failed' });
    if (character === 'r') {
      this.#running?.abort();
      this.#ask(emptyPrompt);
    }
    if (character === 'o') this.#options.onOpen();
    if (character === 'q') this.quit();
  }

  #inPrompt(prompt: RulePrompt, key: WatchKey): void {
    const step = afterKey(prompt, key, this.#options.ids());
    this.#ask(step !== 'left' && 'prompt' in step ? step.prompt : undefined);
    if (step === 'left') this.#wake();
    else if ('id' in step) this.#start({ kind: 'one', id: step.id });
  }

  #ask(prompt: RulePrompt | undefined): void {
    this.#prompt = prompt;
    this.#options.onPrompt(prompt);
  }
}
