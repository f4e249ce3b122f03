import { configOf } from './base.mjs';

export default configOf('observation', ['{observation,runner/{downstream,sequences,watching}}/**/*.ts']);
