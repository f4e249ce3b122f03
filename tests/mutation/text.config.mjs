import { configOf } from './base.mjs';

/** The code that keeps secrets out of texts. */
export default configOf('text', [
  'text/{credential,display-command,display-url,mask,redact,without-secrets}.ts',
]);
