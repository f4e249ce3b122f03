import { InvalidValue } from '../../../options/invalid-value.ts';
import type { Value } from '../../../options/option.ts';
import { type FleetEvent, fleetEvents } from '../../../simulator/events.ts';
import { quote } from '../../../text/words/quote.ts';

/** `250`, `0.5` or `max`: messages per second. */
export const rate: Value<number | 'max'> = {
  parse(text) {
    if (text === 'max') return text;
    const value = Number(text);
    if (!/^\d+(\.\d+)?$/.test(text) || value < 0.001 || value > 10_000_000) {
      throw new InvalidValue('It must be a number of messages per second from 0.001 to 10000000, or max.');
    }
    return value;
  },
};

/** `0.1%` as 0.001. */
export const share: Value<number> = {
  parse(text) {
    const [, number] = /^(\d+(?:\.\d+)?)%$/.exec(text) ?? [];
    const value = Number(number) / 100;
    if (!(value <= 1)) throw new InvalidValue('It must be a share from 0% to 100%, such as 0.1%.');
    return value;
  },
};

/** `did_change=70,capacity_change=30`: how often each event occurs, relative to the others. */
export const mixture: Value<Readonly<Partial<Record<FleetEvent, number>>>> = {
  parse: (text) => Object.fromEntries(text.split(',').map(weightOf)),
  completes: { names: fleetEvents, many: true, assigns: true },
};

function weightOf(part: string): [FleetEvent, number] {
  const [name = '', weight = '1', ...rest] = part.split('=');
  const event = fleetEvents.find((known) => known === name.trim());
  if (!event) {
    throw new InvalidValue(`There is no event ${quote(name)}; use one of ${fleetEvents.join(', ')}.`);
  }
  if (rest.length > 0 || !/^\d+(\.\d+)?$/.test(weight)) {
    throw new InvalidValue(`The share of ${event} must be a number, such as ${event}=70.`);
  }
  return [event, Number(weight)];
}
