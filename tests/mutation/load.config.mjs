import { configOf } from './base.mjs';

export default configOf('load', ['simulator/load/**/*.ts']);
