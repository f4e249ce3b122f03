import { configOf } from './base.mjs';

// The journal is a part by itself.
export default configOf('simulator', ['simulator/**/*.ts', '!simulator/journal/**']);
