// Builds dist/docs/, the site of docs/ that `hookswitch docs` serves. Needs no network.
import { join } from 'node:path';
import { build } from 'vitepress';
import { root, setUpPages } from './setup.mjs';

setUpPages();

await build(join(root, 'docs'));
