import { configOf } from './base.mjs';

/** The runner, except its observers. The kill matrix covers the rules themselves. */
const runner = [
  '{run,check-rule,check,check-options,create-state,prepare,retry-failed}',
  'context/{context,effects,expect,sending}',
  'properties/for-all',
  'receiver/receiver-lifecycle',
  'evidence/recorder',
];

export default configOf(
  'runner',
  runner.map((path) => `runner/${path}.ts`),
);
