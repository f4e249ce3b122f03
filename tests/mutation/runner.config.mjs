import { configOf } from './base.mjs';

/** What judges by any rule; the rules themselves are held by the kill matrix. */
const runner =
  'run,context,for-all,fence,effects,receiver-life,check,check-options,try-again,expect,recorder';

export default configOf('runner', [`suites/{${runner}}.ts`]);
