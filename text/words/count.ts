import { withThousands } from './numbers.ts';

/** "1 rule", "2 rules", "2 retries". */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : plural}`;
}

/** The same for numbers that may be large: "1,200 messages". */
export function countMany(n: number, noun: string, plural = `${noun}s`): string {
  return `${withThousands(n)} ${n === 1 ? noun : plural}`;
}
