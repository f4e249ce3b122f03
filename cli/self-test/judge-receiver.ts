import type { CreateReceiver, ReceiverOptions } from '../../fixtures/receivers/receiver.ts';
import { startReceiver } from '../../fixtures/receivers/start.ts';
import type { Report } from '../../schemas/index.ts';
import { check } from '../../suites/check.ts';
import type { CommonCheckOptions } from '../../suites/check-options.ts';

/** Made up: 32 letters and digits, as YCM makes them. */
export const ownSecret = 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o';

/** What the webhook had before, made up in the same way. */
export const retiredSecret = 'Zc4Hn1VrKx8TyGb6MsQd2EwLp9JfUa0i';

/** Starts a receiver of fixtures/receivers, judges it with everything given that a rule may need, and stops it. */
export async function judgeReceiver(
  create: CreateReceiver,
  options: Partial<CommonCheckOptions> = {},
  receiver: Partial<ReceiverOptions> = {},
): Promise<Report> {
  const started = await startReceiver(create({ secret: ownSecret, retiredSecret, ...receiver }));
  try {
    return await check({
      url: started.url,
      observeUrl: started.observeUrl,
      secret: ownSecret,
      retiredSecret,
      settings: { timeoutSeconds: 3 },
      ...options,
    });
  } finally {
    await started.close();
  }
}
