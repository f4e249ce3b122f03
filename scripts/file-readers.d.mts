import type { Plugin } from 'esbuild';

/** An esbuild plugin with which sources that read the files next to them still find them from inside a bundle on this machine. */
export declare const ownAddress: Plugin;
