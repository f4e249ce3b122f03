import type { CommonCheckOptions, ReceiverByUrl } from '../../check/index.ts';
import { startDownstream } from '../../observation/index.ts';
import type { Report } from '../../schemas/index.ts';
import type { Method, Profile } from '../../simulator/index.ts';
import { check } from '../../suites/index.ts';
import { type Counts, startCountedReference } from './counted-reference.ts';

export interface CountedCheck {
  readonly report: Report;
  readonly counts: Counts;
}

/** What the actual receiver has in addition. */
interface Surroundings extends Pick<CommonCheckOptions, 'signal' | 'onEvent'> {
  readonly downstreamPort: number | undefined;
  /** Whether it can be killed and restarted. */
  readonly isRestarted: boolean;
}

/** Checks the built-in reference receiver with the same options. The actual receiver isn't contacted. */
export async function checkCountedReference(
  options: CommonCheckOptions & ReceiverByUrl & { readonly method: Method },
  { payloadIn, getQueryParameter }: Profile,
  { downstreamPort, isRestarted, ...telling }: Surroundings,
): Promise<CountedCheck> {
  // A dry run sends to this process and must send everything.
  const { observe, observeUrl, observeCmd, rate: _rate, budgetMs: _budgetMs, ...checking } = options;
  const isObserved = [observe, observeUrl, observeCmd].some((given) => given !== undefined);
  const downstream = downstreamPort === undefined ? undefined : await startDownstream(downstreamPort);
  const { secret, method } = checking;
  const webhook = { secret, method, payloadIn, getQueryParameter, downstreamUrl: downstream?.url };
  const receiver = await startCountedReference(webhook);
  try {
    const report = await check({
      ...checking,
      ...telling,
      url: receiver.url,
      downstream,
      ...(isObserved ? { observe: receiver.observe } : {}),
      ...(isRestarted ? { restart: receiver.restart } : {}),
    });
    return { report, counts: receiver.counts };
  } finally {
    await receiver.close();
    await downstream?.close();
  }
}
