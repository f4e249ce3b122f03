import { configOf } from './base.mjs';

export default configOf('observation', [
  '{observation,runner/{downstream,watching},suites/retry/sequences}/**/*.ts',
]);
