import type { CommonCheckOptions } from '../check/index.ts';
import type { ExampleReceiverOptions } from '../fixtures/receivers/exchange.ts';
import type { CreateReceiver } from '../fixtures/receivers/receiver.ts';
import { startMortal } from '../fixtures/receivers/start.ts';
import { startDownstream } from '../observation/index.ts';
import { OutputSearch, secretOf } from '../receiver/index.ts';
import type { Report } from '../schemas/index.ts';
import { seededRandom } from '../simulator/index.ts';
import { check } from '../suites/index.ts';
import { inSimulatedTime } from '../time/index.ts';

/** Made up: 32 letters and digits, like a secret of YCM. */
export const ownSecret = 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o';

/** The webhook's previous secret, also made up. */
export const previousSecret = 'Zc4Hn1VrKx8TyGb6MsQd2EwLp9JfUa0i';

/** What can be simulated around a receiver: the service that it calls, and a crash with a restart. */
export type Surrounding = 'downstream' | 'restart';

/** Everything that can be simulated around a receiver. */
export const everySurrounding: readonly Surrounding[] = ['downstream', 'restart'];

/** Without `adapt`, no cause is seen through: what lies behind a bug takes a second check. */
export type FixtureOptions = Omit<Partial<CommonCheckOptions>, 'adapt'> & {
  readonly adapt?: readonly string[] | 'any';
};

/** Starts a receiver of fixtures/receivers, checks it with an observer and these surroundings, and stops it. */
export async function checkReceiver(
  create: CreateReceiver,
  { time = 'simulated', seed = 1, ...options }: FixtureOptions = {},
  receiver: Partial<ExampleReceiverOptions> = {},
  surroundings: readonly Surrounding[] = [],
): Promise<Report> {
  const run = () => startAndCheck(create, { seed, ...options }, receiver, surroundings);
  return time === 'real' ? run() : (await inSimulatedTime(seededRandom(seed), run)).result;
}

async function startAndCheck(
  create: CreateReceiver,
  { adapt = [], ...options }: FixtureOptions,
  receiver: Partial<ExampleReceiverOptions>,
  surroundings: readonly Surrounding[],
): Promise<Report> {
  const downstream = surroundings.includes('downstream') ? await startDownstream() : undefined;
  const output = new OutputSearch([secretOf(ownSecret)]);
  const read = output.reader();
  const print = (line: string) => read(`${line}\n`);
  const own = { secret: ownSecret, previousSecret, downstreamUrl: downstream?.url, print, ...receiver };
  const started = await startMortal(create, own);
  try {
    return await check({
      url: started.url,
      observeUrl: started.observeUrl,
      secret: ownSecret,
      previousSecret,
      settings: { timeoutSeconds: 3 },
      downstream,
      sharesProcess: true,
      ...(adapt === 'any' ? {} : { adapt }),
      ...(surroundings.includes('restart') ? { restart: { ...started, output } } : {}),
      ...options,
    });
  } finally {
    await started.close();
    await downstream?.close();
  }
}
