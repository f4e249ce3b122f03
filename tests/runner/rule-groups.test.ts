import { expect, it } from 'vitest';
import { placesOf } from '../../runner/rule-groups.ts';
import { ownRule } from './own-rules.ts';

it.each(['kept', 'fresh'] as const)(
  'the rule about reused connections sends first only if connections are kept: %s',
  (connections) => {
    const first = ownRule('first', async () => {});
    const reused = ownRule('reused', async () => {}, { level: 'should', detects: 'broken-kept-connection' });
    const places = placesOf([first, reused], { connections });
    expect([places.get(first), places.get(reused)]).toEqual(connections === 'kept' ? [1, 0] : [0, 1]);
  },
);
