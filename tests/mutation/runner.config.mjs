import { configOf } from './base.mjs';

/** The runner, except its observers. The kill matrix covers the rules themselves. */
const runner = [
  'check/{check,check-options,create-state,prepare}',
  'runner/{run,check-rule,retry-failed}',
  'runner/context/{context,effects,expect,receiver-lifecycle}',
  'runner/sending/sending',
  'runner/properties/for-all',
  'runner/evidence/recorder',
];

export default configOf(
  'runner',
  runner.map((path) => `${path}.ts`),
);
