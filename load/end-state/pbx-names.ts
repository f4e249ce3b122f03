import type { Json } from '../../observation/index.ts';
import { bytesOf } from '../index.ts';

/** Stands for the number of a fleet and has the same length, so names in different fleets become equal. */
const noFleet = 111_111_111;

/** A message about the fleet with this number. */
export function messageFor(text: string, fleet: number): Buffer {
  return bytesOf({ text, fleet });
}

/** The PBXs in messages, by their serial numbers in {@link noFleet}. */
export function serialsIn(messages: readonly string[]): string[] {
  return [...new Set(messages.flatMap((text) => reportsIn(text).map(({ sn }) => sn)))];
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
export function newestOf(messages: readonly string[]): string[] {
  const newest = new Map<string, string>();
  for (const text of messages) {
    for (const { sn, repository } of reportsIn(text)) {
      newest.set(`${repository === undefined ? 'dids' : 'capacity'} ${sn}`, text);
    }
  }
  const kept = new Set(newest.values());
  return messages.filter((text) => kept.has(text));
}

function reportsIn(text: string): { readonly sn: string; readonly repository?: unknown }[] {
  return JSON.parse(messageFor(text, noFleet).toString('utf8'));
}
