import { isDeepStrictEqual } from 'node:util';
import { idempotentMethods, safeMethods } from '../../observation/downstream/calls.ts';

interface Call {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

/** The effect of calls: the last call per URL, until the URL or a parent is deleted, and how many calls changed something. */
export class Effects {
  readonly #last = new Map<string, { readonly method: string; readonly body: unknown }>();
  #calls = 0;

  add({ method, url, body }: Call): void {
    const isSame = isDeepStrictEqual(this.#last.get(url), { method, body });
    if (safeMethods.has(method) || (isSame && idempotentMethods.has(method))) return;
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
