import { readFileSync } from 'node:fs';

const read = (name: string) => readFileSync(new URL(`./receiver/${name}`, import.meta.url), 'utf8');

/**
 * The files of the broken receiver. When run from source, this module reads the files next to it. `scripts/build.mjs` replaces it with a
 * module that contains them.
 */
export const receiverFiles: Readonly<Record<'node' | 'express' | 'store', string>> = {
  node: read('node.mjs'),
  express: read('express.mjs'),
  store: read('store.mjs'),
};
