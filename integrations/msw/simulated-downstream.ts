import { type DownstreamCall, DownstreamCallLog } from '../../observation/downstream/calls.ts';
import type { Downstream, DownstreamBehavior } from '../../observation/downstream/downstream.ts';
import type { CallResponse } from './call-response.ts';

/** The service, controlled by a check: it behaves as a rule says, and shows the calls that reached it. */
export class SimulatedDownstream implements Downstream {
  readonly url: string;
  readonly #usual: CallResponse;
  #log = new DownstreamCallLog();
  #behavior: DownstreamBehavior = 'answers';
  #release = new AbortController();

  constructor(url: string, usual: CallResponse) {
    this.url = url;
    this.#usual = usual;
  }

  /** The result of every call while a rule sets it. */
  get response(): CallResponse | undefined {
    switch (this.#behavior) {
      case 'answers':
        return undefined;
      case 'fails':
        return { status: 500, body: {} };
      case 'refuses':
        return 'network-error';
      case 'hangs':
        return 'hang';
      default:
        return typeof this.#usual === 'string' ? this.#usual : { ...this.#usual, ...this.#behavior };
    }
  }

  /** Ends hanging calls when the behavior changes. */
  get signal(): AbortSignal {
    return this.#release.signal;
  }

  note({ method, url, headers }: Request, body: string, given: CallResponse): void {
    if (given === 'network-error') return;
    const { pathname, search } = new URL(url);
    const status = given === 'hang' ? undefined : (given.status ?? 200);
    const idempotencyKey = headers.get('Idempotency-Key') ?? undefined;
    this.#log.add({ method, path: `${pathname}${search}`, body, idempotencyKey, status });
  }

  get size(): number {
    return this.#log.size;
  }

  get isFull(): boolean {
    return this.#log.isFull;
  }

  calls(sn: string): readonly DownstreamCall[] {
    return this.#log.naming(sn);
  }

  between(from: number, to?: number): readonly DownstreamCall[] {
    return this.#log.between(from, to);
  }

  behave(behavior: DownstreamBehavior): void {
    this.#behavior = behavior;
    this.#release.abort();
    this.#release = new AbortController();
  }

  clear(): void {
    this.#log = new DownstreamCallLog();
    this.behave('answers');
  }

  /** It doesn't listen: msw intercepts the calls. */
  async close(): Promise<void> {}
}
