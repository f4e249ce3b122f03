import { assertUsableSettings, assertUsableUrl } from '../simulator/assert-usable.ts';
import { fleetEvents } from '../simulator/events.ts';
import { HookswitchError } from '../text/errors/errors.ts';
import type { LoadOptions, LoadTarget } from './options.ts';
import { arrivalKinds, type LoadPlan } from './plan.ts';
import type { Traffic } from './workload/traffic.ts';

/**
 * Validates the options of a run.
 *
 * @throws HookswitchError `bad-load`, `bad-url`, `bad-settings`, `host-not-allowed`.
 */
export function assertUsableLoad({ webhook, connection }: LoadTarget, options: LoadOptions): void {
  const { plan, traffic, settings } = options;
  assertUsableUrl(webhook.url, connection.allowHosts, 'the receiver');
  assertUsableSettings(settings);
  assertPlan(plan);
  assertTraffic(traffic);
  assertWhole('the number of connections', options.connections, 1, 65_535);
  assertNumber('the time to drain (ms)', options.drainMs, 0, day);
  assertNumber('the time between two ticks (ms)', options.tickMs, 10, day);
}

const day = 24 * 60 * 60 * 1000;

function assertPlan({ rate, rampMs, durationMs, count, arrivals, burstSize, seed }: LoadPlan): void {
  if (rate !== 'max') assertNumber('the rate (messages per second)', rate, 0.001, 10_000_000);
  if (rate === 'max' && rampMs !== undefined) refuse('a ramp needs a rate; give a number instead of max');
  assertNumber('the duration (ms)', durationMs, 1, 366 * day);
  assertNumber('the ramp (ms)', rampMs, 0, 366 * day);
  if (rampMs !== undefined && durationMs !== undefined && rampMs > durationMs)
    refuse('the ramp is longer than the duration, of which it is a part; shorten it');
  assertWhole('the number of messages', count, 1, 1e12);
  if (durationMs === undefined && count === undefined) {
    refuse('neither a duration nor a number of messages is given; give one of them');
  }
  if (arrivals !== undefined && !arrivalKinds.includes(arrivals)) {
    refuse(`arrivals is ${quote(arrivals)}; use one of ${arrivalKinds.join(', ')}`);
  }
  assertWhole('the size of a burst', burstSize, 1, 1_000_000);
  assertWhole('the seed', seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
}

function assertTraffic(traffic: Traffic): void {
  const { seed, fleets, events, repeated, forged, forgedBy, didsPerPbx, updateTime } = traffic;
  assertWhole('the number of fleets', fleets, 1, 1_000_000);
  const names: readonly string[] = fleetEvents;
  for (const [name, weight] of Object.entries(events)) {
    if (!names.includes(name))
      refuse(`there is no event ${quote(name)}; use one of ${fleetEvents.join(', ')}`);
    assertNumber(`the share of ${name}`, weight, 0, 1e9);
  }
  if (!Object.values(events).some((weight) => weight > 0))
    refuse('every event has a share of 0; give at least one a share above 0');
  assertNumber('the share of duplicates', repeated, 0, 1);
  assertNumber('the share of forged messages', forged, 0, 1 - repeated);
  if (forged > 0 && forgedBy.length === 0)
    refuse('no fault is given for forged messages; give one, such as wrong-secret');
  assertWhole('the number of DIDs of a PBX', didsPerPbx, 1, 100);
  assertWhole('updateTime (seconds since 1970)', updateTime, 0, 9_999_999_000);
  assertWhole('the seed of the traffic', seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
}

function assertWhole(what: string, value: number | undefined, min: number, max: number): void {
  assertNumber(what, value, min, max);
  if (value !== undefined && !Number.isInteger(value)) refuse(`${what} is ${value}; give a whole number`);
}

function assertNumber(what: string, value: number | undefined, min: number, max: number): void {
  if (value === undefined || (value >= min && value <= max)) return;
  refuse(`${what} is ${value}; give a number from ${min} to ${max}`);
}

function quote(text: string): string {
  return JSON.stringify(text.length <= 80 ? text : `${text.slice(0, 80)}…`);
}

function refuse(sentence: string): never {
  throw new HookswitchError('bad-load', sentence);
}
