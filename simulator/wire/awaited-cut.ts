import type { ResponsePart, WireStep } from './wire.ts';
import type { CutStep } from './wire-writer.ts';

const endOfHead = '\r\n\r\n';

const places: Record<ResponsePart, string> = {
  'first-byte': 'the first byte of the response',
  head: 'the end of the headers of the response',
  'first-body-byte': 'the first byte of the body of the response',
  end: 'the end of the response',
};

/** The step that cuts the connection at some point of the response, if there is one. */
export function awaitedCutOf(steps: readonly WireStep[]): AwaitedCut | undefined {
  for (const step of steps) {
    if (step.kind === 'cut' && step.after !== undefined) return new AwaitedCut(step, step.after);
  }
  return undefined;
}

/** Detects whether enough of a response has arrived. The reader of the response finds its end. */
export class AwaitedCut {
  readonly step: CutStep;
  /** The place, in words. */
  readonly place: string;
  readonly #after: ResponsePart;
  #bytes = 0;
  #bodyFrom: number | undefined;
  /** The last bytes, which may contain the start of the head's end. */
  #tail = '';

  constructor(step: CutStep, after: ResponsePart) {
    this.step = step;
    this.place = places[after];
    this.#after = after;
  }

  push(bytes: Uint8Array): void {
    if (this.#bodyFrom === undefined) this.#findBody(bytes);
    this.#bytes += bytes.length;
  }

  isDue(isResponseOver: boolean): boolean {
    if (isResponseOver || this.#after === 'end') return isResponseOver;
    if (this.#after === 'first-byte') return this.#bytes > 0;
    if (this.#bodyFrom === undefined) return false;
    return this.#after === 'head' || this.#bytes > this.#bodyFrom;
  }

  #findBody(bytes: Uint8Array): void {
    const text = this.#tail + Buffer.from(bytes).toString('latin1');
    const at = text.indexOf(endOfHead);
    if (at >= 0) this.#bodyFrom = this.#bytes - this.#tail.length + at + endOfHead.length;
    this.#tail = text.slice(-(endOfHead.length - 1));
  }
}
