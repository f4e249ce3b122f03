import { configOf } from './base.mjs';

// The journal is a separate part.
export default configOf('simulator', ['simulator/**/*.ts', '!simulator/journal/**']);
