import type { Report } from '../../../schemas/generated/types.ts';
import { hostile, sampleReport } from './sample-report.ts';

/** Strings of a report that are from a fixed set: these keep their values. */
const words = new Set([
  'need',
  'reasonCode',
  'verdict',
  'level',
  'basis',
  'kind',
  'phase',
  'method',
  'startedAt',
  'at',
  'base64',
  'code',
  'requirements',
]);

/** The sample report with this text in place of every other string. */
export function reportSaying(text: string): Report {
  return JSON.parse(JSON.stringify(sampleReport()), (key, value) =>
    typeof value === 'string' && !words.has(key) && !isWord(value) ? text : value,
  );
}

/** A harmless text of the same shape: it has white space where the hostile one has it. */
export const harmless = hostile.replace(/\S/gu, 'x');

function isWord(value: string): boolean {
  return value === 'verify-signature';
}
