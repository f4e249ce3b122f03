import { configOf } from './base.mjs';

/** What checks with any rule, but for what observes. The kill matrix proves the rules themselves. */
const runner = [
  '{run,check,check-options,create-state,prepare,retry-failed}',
  'context/{context,effects,expect,sending}',
  'properties/for-all',
  'receiver/receiver-life',
  'evidence/recorder',
];

export default configOf(
  'runner',
  runner.map((path) => `runner/${path}.ts`),
);
