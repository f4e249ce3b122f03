import { expect, it } from 'vitest';
import { falseAlarms } from '../../../bench/false-alarms.ts';

it('finds nothing wrong with the examples, in the default profile and in a varied one', async () => {
  const figures = await falseAlarms(2);
  expect(figures.map(({ what, value }) => `${what}: ${value}`)).toEqual([
    'false alarms on the express example: 0',
    'false alarms on the fastify example: 0',
    'false alarms on the python example: 0',
  ]);
});
