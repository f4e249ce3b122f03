import { configOf } from './base.mjs';

// Load is held by benchmarks and statistics over whole runs, which are no matter of seconds.
export default configOf('simulator', ['simulator/**/*.ts', '!simulator/load/**']);
