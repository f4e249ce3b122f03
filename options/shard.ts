import { InvalidValue } from './invalid-value.ts';
import type { Value } from './option.ts';

/** One of several parts, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly total: number;
}

const maxShards = 1000;

/** `1/3`. */
export const shard: Value<Shard> = {
  parse(text) {
    const [, first = '', second = ''] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
    const [index, total] = [Number(first), Number(second)];
    if (index < 1 || index > total || total > maxShards)
      throw new InvalidValue('It must be a part and the number of parts, such as 1/3.');
    return { index, total };
  },
};
