import type { Block } from './page.ts';

/** How a block of a page is checked. */
export type Remark =
  | RunRemark
  | { readonly kind: 'not-run' }
  /** A file of the reader, for the blocks after it. */
  | { readonly kind: 'written'; readonly name: string }
  /** The text of a file of this project. */
  | { readonly kind: 'embedded'; readonly path: string };

/** Run; or, as `text`, the output of the block before. */
export interface RunRemark {
  readonly kind: 'run';
  /** What listens on port 3000 meanwhile. */
  readonly receiver: string | undefined;
  readonly exit: number;
  readonly hasSecret: boolean;
}

/**
 * From the comment above a block: `<!-- file: PATH -->`, `<!-- not run: REASON -->`, `<!-- written: NAME -->`, or
 * `<!-- run: against=RECEIVER exit=CODE secret=none -->` for a run with anything other than a correct receiver, a secret
 * and exit code 0.
 */
export function parseRemark({ remark, place, text }: Block): Remark {
  const [, kind = 'run', rest = ''] = /^([a-z ]+): (.+)$/.exec(remark) ?? [];
  if (kind === 'file') return { kind: 'embedded', path: rest };
  if (kind === 'written') return { kind: 'written', name: rest };
  if (kind === 'not run') return { kind: 'not-run' };
  if (kind !== 'run') throw new Error(`${place}: the comment above is none that the tests know`);
  const given = new Map(rest.split(' ').map((pair) => pair.split('=') as [string, string]));
  return {
    kind: 'run',
    receiver: given.get('against') ?? (needsReceiver(text) ? 'reference' : undefined),
    exit: Number(given.get('exit') ?? 0),
    hasSecret: given.get('secret') !== 'none',
  };
}

/** A block that starts no receiver expects one to run already. */
function needsReceiver(text: string): boolean {
  return /:3000\b/.test(text) && !/--exec|\.m?js &|hookswitch (listen|console) /.test(text);
}
