import { expect, it } from 'vitest';
import { falseAlarms } from '../../bench/false-alarms.ts';

it('finds nothing in the examples, with a plain profile and with a varied one', async () => {
  const figures = await falseAlarms(2);
  expect(figures.map(({ what, value }) => `${what}: ${value}`)).toEqual([
    'false alarms on the express example: 0',
    'false alarms on the fastify example: 0',
    'false alarms on the python example: 0',
  ]);
});
