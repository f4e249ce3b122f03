import { classify } from './classify.ts';
import type { SchemaName } from './generated/types.ts';
import { scenarioProblem } from './scenario.ts';
import { checkAgainst } from './validation/check.ts';
import type { Problem } from './validation/problem.ts';

/**
 * Returns the first problem with a value, or `undefined` if it matches the schema. A report in a message is validated against the schema
 * of its event, and a step of a scenario against that of its action. Never throws.
 *
 * @param name The schema.
 * @param value The parsed value.
 */
export function validate(name: SchemaName, value: unknown): Problem | undefined {
  if (name === 'scenario') return scenarioProblem(value);
  if (name !== 'message')
    return checkAgainst(name, value, { whole: wholes[name] ?? 'the message', path: '' });
  const classification = classify(value);
  return classification.kind === 'invalid' ? classification.problem : undefined;
}

const wholes: Partial<Record<SchemaName, string>> = {
  baseline: 'the baseline',
  config: 'the configuration',
  evidence: 'the evidence',
  profile: 'the profile',
  recording: 'the recording',
  report: 'the report',
  'report-line': 'the line of the report',
  sequence: 'the sequence',
  'downstream-responses': 'the responses of the simulated service',
  settings: 'the settings object',
  webhook: 'the webhook',
  webhooks: 'the list of webhooks',
  'webhooks-file': 'the file of webhooks',
};
