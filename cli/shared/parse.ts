import { InvalidArgumentError } from 'commander';

export function integer(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw new InvalidArgumentError(`It has to be a whole number from ${min} to ${max}.`);
    }
    return value;
  };
}

const unitsMs = { ms: 1, s: 1000, m: 60_000 } as const;
const longestMs = 600_000;

/** `30s`, `500ms`, `2m` as milliseconds. */
export function duration(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text) ?? [];
  const ms = Number(amount) * unitsMs[unit as keyof typeof unitsMs];
  if (!(ms <= longestMs))
    throw new InvalidArgumentError('It has to be a duration of at most 10m, such as 500ms, 30s or 2m.');
  return ms;
}

export function list(text: string, before: readonly string[] = []): string[] {
  return [
    ...before,
    ...text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ];
}

export function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}
