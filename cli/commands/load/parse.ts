import { InvalidArgumentError } from 'commander';
import { type FleetEvent, fleetEvents } from '../../../simulator/events.ts';
import { quote } from '../../../text/quote.ts';

/** `250`, `0.5` or `max`: messages a second. */
export function rate(text: string): number | 'max' {
  if (text === 'max') return text;
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value < 0.001 || value > 10_000_000) {
    throw new InvalidArgumentError('It has to be messages a second from 0.001 to 10000000, or max.');
  }
  return value;
}

/** `0.1%` as 0.001. */
export function share(text: string): number {
  const [, number] = /^(\d+(?:\.\d+)?)%$/.exec(text) ?? [];
  const value = Number(number) / 100;
  if (!(value <= 1)) throw new InvalidArgumentError('It has to be a share from 0% to 100%, such as 0.1%.');
  return value;
}

const unitsMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;
const longestMs = 24 * unitsMs.h;

/** `30s`, `500ms`, `2m`, `1h` as milliseconds. */
export function longDuration(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const ms = Number(amount) * unitsMs[unit as keyof typeof unitsMs];
  if (!(ms >= 1 && ms <= longestMs))
    throw new InvalidArgumentError('It has to be a duration from 1ms to 24h, such as 500ms, 30s, 2m or 1h.');
  return ms;
}

/** `did_change=70,capacity_change=30`: how often each event is drawn, in relation to the others. */
export function mixture(text: string): Partial<Record<FleetEvent, number>> {
  return Object.fromEntries(text.split(',').map(weightOf));
}

function weightOf(part: string): [FleetEvent, number] {
  const [name = '', weight = '1', ...rest] = part.split('=');
  const event = fleetEvents.find((known) => known === name.trim());
  if (!event) {
    throw new InvalidArgumentError(`There is no event ${quote(name)}; there are ${fleetEvents.join(', ')}.`);
  }
  if (rest.length > 0 || !/^\d+(\.\d+)?$/.test(weight)) {
    throw new InvalidArgumentError(`The share of ${event} has to be a number, such as ${event}=70.`);
  }
  return [event, Number(weight)];
}
