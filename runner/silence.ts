import type { Pace } from './budget.ts';
import { isDead, type Responses } from './responses.ts';

/** How often the receiver is asked then whether it still responds. */
const maxProbes = 3;
/** How many timeouts it may take to respond then. */
const patience = 3;

interface SilenceOptions {
  readonly responses: Responses;
  readonly timeoutMs: number;
  /** Waits for a response. */
  readonly responds: (withinMs: number) => Promise<boolean>;
}

/**
 * Finds out that a receiver doesn't respond anymore, so that a check doesn't spend the rest of its time on timeouts: after messages that
 * wait in vain, it gets three more timeouts for a response. One that is slow or works off a queue responds in that time.
 */
export class SilenceWatch {
  readonly #options: SilenceOptions;
  #probes = 0;
  #isProbing = false;
  #isFinal = false;

  constructor(options: SilenceOptions) {
    this.#options = options;
  }

  /** Whether nothing more is worth sending. */
  get isFinal(): boolean {
    return this.#isFinal;
  }

  /** Looks at what was noted last. */
  look(pace: Pace): void {
    const { responses, timeoutMs } = this.#options;
    const mayAsk = !this.isFinal && !this.#isProbing && this.#probes < maxProbes;
    if (mayAsk && isDead(responses.silence, pace, timeoutMs)) void this.#ask();
  }

  async #ask(): Promise<void> {
    const { responses, responds, timeoutMs } = this.#options;
    this.#isProbing = true;
    this.#probes += 1;
    const { atMs } = responses.silence;
    const isAlive = await responds(patience * timeoutMs).catch(() => true);
    this.#isProbing = false;
    if (!isAlive && atMs === responses.silence.atMs) this.#isFinal = true;
  }
}

/** Whether at least reports get no response anymore. */
export function isSilent({ all, reports }: Readonly<Record<'all' | 'reports', SilenceWatch>>): boolean {
  return all.isFinal || reports.isFinal;
}
