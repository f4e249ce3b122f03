import { type CheckOptions, checkBy } from '../check/index.ts';
import type { Rule } from '../runner/index.ts';
import type { Report } from '../schemas/generated/types.ts';
import { acknowledgementRules } from './acknowledgement/index.ts';
import { messageRules } from './message/index.ts';
import { methodRules } from './method/index.ts';
import { retryRules } from './retry/index.ts';
import { securityRules } from './security/index.ts';
import { signatureRules } from './signature/index.ts';

/** Every rule, in the same order as in lists and reports. */
export const rules: readonly Rule[] = [
  ...Object.values(signatureRules).flat(),
  ...Object.values(acknowledgementRules).flat(),
  ...Object.values(retryRules).flat(),
  ...Object.values(messageRules).flat(),
  ...methodRules,
  ...securityRules,
];

/**
 * Checks a receiver at a URL or in the same process. A receiver in the same process listens on loopback during the check only.
 *
 * @param options The receiver, and how to check it.
 * @throws HookswitchError for a usage error: `bad-url`, `bad-receiver`, `bad-secret`, `bad-settings`, `bad-sequence`, `bad-observer`,
 * `bad-downstream`, `host-not-allowed`, `no-rule`, `unreachable` or `observer-unreachable`. A receiver that fails rules doesn't make it
 * throw: the failures are in the report.
 */
export function check(options: CheckOptions): Promise<Report> {
  return checkBy(rules, options);
}
