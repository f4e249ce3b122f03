import { isDeepStrictEqual } from 'node:util';

interface Call {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

/** RFC 9110, 9.2.1: methods that don't request a change. */
const safeMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS', 'TRACE'];
/** 9.2.2: "the intended effect on the server of multiple identical requests … is the same as the effect for a single such request". */
const idempotentMethods: readonly string[] = ['PUT', 'DELETE'];

/** The effect of calls: the last call per URL, until the URL or a parent is deleted, and how many calls changed something. */
export class Effects {
  readonly #last = new Map<string, { readonly method: string; readonly body: unknown }>();
  #calls = 0;

  add({ method, url, body }: Call): void {
    const isSame = isDeepStrictEqual(this.#last.get(url), { method, body });
    if (safeMethods.includes(method) || (isSame && idempotentMethods.includes(method))) return;
    this.#calls += 1;
    if (method === 'DELETE') {
      for (const known of this.#last.keys()) if (known.startsWith(`${url}/`)) this.#last.delete(known);
    }
    this.#last.set(url, { method, body });
  }

  get shown(): unknown {
    const left = [...this.#last].filter(([, { method }]) => method !== 'DELETE');
    return this.#calls === 0 ? null : { calls: this.#calls, latest: Object.fromEntries(left) };
  }
}
