import type { Json } from '../../observation/index.ts';
import { bytesOf, type FleetHistory } from '../index.ts';

type Template = FleetHistory['genuine'][number];

/** Stands for the number of a fleet and has the same length, so names in different fleets become equal. */
const noFleet = 111_111_111;

/** A message about the fleet with this number. */
export function messageFor(template: Template, fleet: number): Buffer {
  return bytesOf({ kind: 'genuine', template, fleet });
}

/** The PBXs in messages, by their serial numbers in {@link noFleet}. */
export function serialsIn(messages: readonly Template[]): string[] {
  return [...new Set(messages.flatMap((template) => reportsIn(template).map(({ sn }) => sn)))];
}

/** A PBX's name in a fleet. */
export function inFleet(name: string, fleet: number): string {
  return name.replaceAll(String(noFleet), String(fleet));
}

/** A state without the names of its fleet: serial numbers, DIDs and trunks, as text or numbers. */
export function neutral(state: Json, fleet: number): Json {
  return JSON.parse(JSON.stringify(state).replaceAll(String(fleet), String(noFleet)));
}

/** The messages that determine the end state: of each PBX, the newest report of each kind. */
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
