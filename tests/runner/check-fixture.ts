import type { Report } from '../../schemas/generated/types.ts';

export {
  checkReceiver as checkFixture,
  everySurrounding,
  ownSecret as testSecret,
  previousSecret,
} from '../../self-test/check-receiver.ts';

/** The ids of the rules with this verdict, with their findings. */
export function idsOf(report: Report, verdict: Report['results'][number]['verdict']): string[] {
  return report.results.filter((result) => result.verdict === verdict).map((result) => result.id);
}

/** Why rules failed or had errors, for the message of a failing test. */
export function reasonsOf(report: Report): string {
  return report.results
    .filter((result) => result.verdict !== 'pass' && result.verdict !== 'skipped')
    .map((result) => `${result.verdict} ${result.id}: ${result.finding?.actual ?? result.reason ?? ''}`)
    .join('\n');
}
