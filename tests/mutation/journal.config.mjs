import { configOf } from './base.mjs';

export default configOf('journal', ['simulator/journal/**/*.ts']);
