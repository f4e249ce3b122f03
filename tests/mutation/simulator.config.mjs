import { configOf } from './base.mjs';

// Load is held by statistics over whole runs, which are no matter of seconds; the journal is a part of its own.
export default configOf('simulator', ['simulator/**/*.ts', '!simulator/{load,journal}/**']);
