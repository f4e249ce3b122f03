import { configOf } from './base.mjs';

/** What checks by any rule; the rules themselves are held by the kill matrix. */
const runner = [
  '{run,check,check-options,create-state,prepare,retry-failed}',
  'context/{context,effects,expect,sending}',
  'observation/{fence,rule-observation,run-poller,state-poller}',
  'properties/for-all',
  'receiver/receiver-life',
  'evidence/recorder',
];

export default configOf(
  'runner',
  runner.map((path) => `runner/${path}.ts`),
);
