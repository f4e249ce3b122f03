import { HookswitchError } from '../simulator/index.ts';
import { isLocal } from '../simulator/wire/address-guard.ts';

/** Limits of a load on a host other than this machine. */
interface Safeguards {
  readonly rampMs: number | undefined;
  /** The share of failing attempts that stops the run. */
  readonly abortOn: number | undefined;
}

/** What the user said about the host and the load. */
export interface RemoteHostFlags {
  readonly rate?: number | 'max';
  readonly ramp?: number;
  readonly abortOn?: number;
  readonly iOwnThisHost?: boolean;
}

const maxRampMs = 10_000;
const abortOnElsewhere = 0.2;

/**
 * On another host, a load begins with a ramp and stops if the receiver fails. Pure.
 *
 * @throws HookswitchError `host-not-allowed` unless the user says that they own the host, `bad-flag` for `max`, which has no ramp.
 */
export function safeguardsFor(
  url: string,
  flags: RemoteHostFlags,
  durationMs = Number.POSITIVE_INFINITY,
): Safeguards {
  const { hostname } = new URL(url);
  const { rate, ramp, abortOn } = flags;
  if (isLocal(hostname)) return { rampMs: ramp, abortOn };
  if (!flags.iOwnThisHost) {
    throw new HookswitchError(
      'host-not-allowed',
      `a load could take down ${hostname}, which is not this machine; if you're allowed to load-test it, give --i-own-this-host`,
    );
  }
  if (rate === 'max') {
    throw new HookswitchError(
      'bad-flag',
      '--rate max starts at full speed, which is only allowed on this machine; give a number for another host',
    );
  }
  return { rampMs: ramp ?? Math.min(maxRampMs, durationMs / 5), abortOn: abortOn ?? abortOnElsewhere };
}
