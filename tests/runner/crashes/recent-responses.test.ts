import { expect, it } from 'vitest';
import { RecentResponses } from '../../../runner/crashes/recent-responses.ts';

it('suspects a message whose connection was cut first, and six messages at most', () => {
  const responses = new RecentResponses();
  const add = (what: string, kind: 'aborted' | 'response', message: unknown) =>
    responses.add({
      what,
      message,
      fault: undefined,
      sent: { outcome: { kind } } as never,
      send: () => new Promise(() => {}),
    });
  add('aborted', 'aborted', 'text');
  // Each has another shape.
  for (const [n, message] of [1, null, {}, [], [1], [null], [{}], [[]]].entries())
    add(`answered ${n}`, 'response', message);
  const suspects = responses.suspects().map(({ what }) => what);
  expect(suspects).toEqual(['aborted', 'answered 7', 'answered 6', 'answered 5', 'answered 4', 'answered 3']);
});
