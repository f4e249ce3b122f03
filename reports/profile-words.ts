import type { Report } from '../schemas/generated/types.ts';
import { schemas } from '../schemas/index.ts';
import { oneLine } from '../text/terminal/visible.ts';

/** Where a GET carries its message doesn't matter for POST. */
const choicesOfGet = ['payloadIn', 'getQueryParameter'];

/**
 * The values of a profile that differ from the defaults and matter for this method: `spacing indented, accept absent, userAgent "x"`; empty
 * if none. Pure.
 */
export function profileInWords(profile: Report['profile'], method: Report['receiver']['method']): string {
  return Object.entries(profile)
    .filter(
      ([name, value]) =>
        value !== choices.get(name)?.default && (method === 'GET' || !choicesOfGet.includes(name)),
    )
    .map(([name, value]) => `${name} ${valueInWords(name, value)}`)
    .join(', ');
}

/** `profile varied by seed 7: spacing indented, keyOrder reversed`: the note of a varied run. */
export function variedInWords(
  profile: Report['profile'],
  method: Report['receiver']['method'],
  seed: number,
): string {
  return `profile varied by seed ${seed}: ${profileInWords(profile, method) || 'all values are defaults'}`;
}

function valueInWords(name: string, value: unknown): string {
  const choice = choices.get(name);
  if (choice?.type === 'string' && choice.enum === undefined)
    return value === '' ? 'absent' : oneLine(JSON.stringify(value));
  return oneLine(String(value));
}

interface Choice {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly default: unknown;
}

const choices = new Map(Object.entries(schemas.profile.properties as Readonly<Record<string, Choice>>));
