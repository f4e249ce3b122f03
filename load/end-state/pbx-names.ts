import type { Json } from '../../runner/observation/json.ts';
import { bytesOf, type FleetHistory } from '../index.ts';

type Template = FleetHistory['genuine'][number];

/** Stands for the number of any fleet, and is as long: whatever is named after a fleet is then the same for all. */
export const noFleet = 111_111_111;

/** A message about the fleet of this number. */
export function messageFor(template: Template, fleet: number): Buffer {
  return bytesOf({ kind: 'genuine', template, fleet });
}

/** The PBXs that messages tell of, by their serial numbers in {@link noFleet}. */
export function serialsIn(messages: readonly Template[]): string[] {
  return [...new Set(messages.flatMap((template) => reportsIn(template).map(({ sn }) => sn)))];
}

/** The name of a PBX in a fleet. */
export function inFleet(name: string, fleet: number): string {
  return name.replaceAll(String(noFleet), String(fleet));
}

/** A state with nothing in it that is named after the fleet, serial numbers, DIDs and trunks; numbers as well as texts. */
export function neutral(state: Json, fleet: number): Json {
  return JSON.parse(JSON.stringify(state).replaceAll(String(fleet), String(noFleet)));
}

/** The messages without which the end would be another: of each PBX the newest report of each kind. */
export function newestOf(messages: readonly Template[]): Template[] {
  const newest = new Map<string, Template>();
  for (const template of messages) {
    for (const { sn, repository } of reportsIn(template)) {
      newest.set(`${repository === undefined ? 'dids' : 'capacity'} ${sn}`, template);
    }
  }
  const kept = new Set(newest.values());
  return messages.filter((template) => kept.has(template));
}

function reportsIn(template: Template): { readonly sn: string; readonly repository?: unknown }[] {
  return JSON.parse(messageFor(template, noFleet).toString('utf8'));
}
