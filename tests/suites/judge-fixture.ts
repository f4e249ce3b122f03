import type { CreateReceiver, ReceiverOptions } from '../../fixtures/receivers/receiver.ts';
import { startReceiver } from '../../fixtures/receivers/start.ts';
import type { Report } from '../../schemas/generated/types.ts';
import { check } from '../../suites/check.ts';
import type { CommonCheckOptions } from '../../suites/check-options.ts';

/** Made up for tests: 32 letters and digits, as YCM makes them. */
export const testSecret = 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o';

/** What the webhook had before, made up in the same way. */
export const retiredSecret = 'Zc4Hn1VrKx8TyGb6MsQd2EwLp9JfUa0i';

/** Starts a receiver of fixtures/receivers, judges it with all rules and an observer, and stops it. */
export async function judgeFixture(
  create: CreateReceiver,
  options: Partial<CommonCheckOptions> = {},
  receiver: Partial<ReceiverOptions> = {},
): Promise<Report> {
  const started = await startReceiver(create({ secret: testSecret, retiredSecret, ...receiver }));
  try {
    return await check({
      url: started.url,
      observeUrl: started.observeUrl,
      secret: testSecret,
      retiredSecret,
      settings: { timeoutSeconds: 3 },
      ...options,
    });
  } finally {
    await started.close();
  }
}

/** The ids of the rules with this verdict, with what was found. */
export function idsOf(report: Report, verdict: Report['results'][number]['verdict']): string[] {
  return report.results.filter((result) => result.verdict === verdict).map((result) => result.id);
}

/** Why rules failed or went wrong, for the message of a failing test. */
export function reasonsOf(report: Report): string {
  return report.results
    .filter((result) => result.verdict !== 'pass' && result.verdict !== 'skipped')
    .map((result) => `${result.verdict} ${result.id}: ${result.finding?.actual ?? result.reason ?? ''}`)
    .join('\n');
}
