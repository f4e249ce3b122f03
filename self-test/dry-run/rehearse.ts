import type { CommonCheckOptions, ReceiverByUrl } from '../../runner/check-options.ts';
import { startDownstream } from '../../runner/downstream/downstream.ts';
import type { Report } from '../../schemas/index.ts';
import type { Method, Profile } from '../../simulator/index.ts';
import { check } from '../../suites/index.ts';
import { type Counts, startCountedReference } from './counted-reference.ts';

export interface Rehearsed {
  readonly report: Report;
  readonly counts: Counts;
}

/** What the receiver that is meant has besides. */
interface Surroundings extends Pick<CommonCheckOptions, 'signal' | 'words' | 'onEvent'> {
  readonly downstreamPort: number | undefined;
  /** Whether it can be killed and started again. */
  readonly isRestarted: boolean;
}

/** Makes a check of the built-in reference receiver, with the same things given; the receiver that is meant is left alone. */
export async function rehearse(
  options: CommonCheckOptions & ReceiverByUrl & { readonly method: Method },
  { getCarriage, getQueryParameter }: Profile,
  { downstreamPort, isRestarted, ...telling }: Surroundings,
): Promise<Rehearsed> {
  // A rehearsal sends to itself, and has to send everything.
  const { observe, observeUrl, observeCmd, rate: _rate, budgetMs: _budgetMs, ...checking } = options;
  const isObserved = [observe, observeUrl, observeCmd].some((given) => given !== undefined);
  const downstream = downstreamPort === undefined ? undefined : await startDownstream(downstreamPort);
  const { secret, method } = checking;
  const webhook = { secret, method, getCarriage, getQueryParameter, downstreamUrl: downstream?.url };
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
