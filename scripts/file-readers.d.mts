import type { Plugin } from 'esbuild';

/** For esbuild: sources that read the files beside them still find these from inside a bundle on this machine. */
export declare const ownAddress: Plugin;
