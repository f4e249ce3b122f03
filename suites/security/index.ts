import type { Rule } from '../../runner/rule-kit.ts';
import { isAliveAtTheEnd } from './is-alive-at-the-end.ts';
import { logsNoSecret } from './logs-no-secret.ts';
import { revealsNoSecret } from './reveals-no-secret.ts';
import { servesValidTls } from './serves-valid-tls.ts';

/** The rules about secrets, TLS and staying alive, in the order of lists and reports. */
export const securityRules: readonly Rule[] = [
  revealsNoSecret,
  logsNoSecret,
  servesValidTls,
  isAliveAtTheEnd,
];
