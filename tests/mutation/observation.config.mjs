import { configOf } from './base.mjs';

export default configOf('observation', ['runner/{downstream,observation,sequences}/**/*.ts']);
