import type { Pace } from './budget.ts';
import { isDead, type Responses } from './responses.ts';

/** How often the receiver is then asked whether it still responds. */
const maxProbes = 3;
/** How many timeouts it may then take to respond. */
const patience = 3;

interface SilenceOptions {
  readonly responses: Responses;
  readonly timeoutMs: number;
  /** Waits for a response. */
  readonly responds: (withinMs: number) => Promise<boolean>;
}

/**
 * Finds out that a receiver no longer responds, so that a check doesn't spend the rest of its time on timeouts. After messages without a
 * response, the receiver gets three more timeouts to respond. A receiver that is slow or works through a queue responds in that time.
 */
export class SilenceWatch {
  readonly #options: SilenceOptions;
  #probes = 0;
  #isProbing = false;
  #isFinal = false;

  constructor(options: SilenceOptions) {
    this.#options = options;
  }

  /** Whether it is pointless to send more messages. */
  get isFinal(): boolean {
    return this.#isFinal;
  }

  /** Checks what was noted last. */
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
