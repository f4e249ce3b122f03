import { expect, it } from 'vitest';
import { smallerMessages } from '../../diagnosis/smaller-message.ts';
import type { Json } from '../../observation/json.ts';

const report = (sn: string, names: readonly string[]) => ({
  event: 'did_change',
  sn,
  trunkDidInfoList: names.map((trunkName) => ({ did: '12345', trunkName })),
  updateTime: 1_700_000_000,
});

/** What remains of the message while it must contain this. */
function smallestWith(message: readonly Json[], has: (text: string) => boolean) {
  let smallest = message;
  let tries = 0;
  for (let found: readonly Json[] | undefined = smallest; found; ) {
    found = undefined;
    for (const candidate of smallerMessages(smallest)) {
      tries += 1;
      if (!has(JSON.stringify(candidate))) continue;
      smallest = found = candidate;
      break;
    }
  }
  return { smallest, tries };
}

it('keeps only the parts of a message that matter', () => {
  const message = [report('A', ['Berlin', 'Paris']), report('B', ['Rome', "O'Neil", 'Oslo'])];
  const { smallest } = smallestWith(message, (text) => text.includes("'"));
  expect(smallest).toEqual([{ ...report('B', ["'"]), trunkDidInfoList: [{ did: '1', trunkName: "'" }] }]);
});

it('takes one step if no value matters', () => {
  const message = [report('A', ['Berlin', 'Paris']), report('B', ['Rome'])];
  const [plainest] = smallerMessages(message);
  expect(plainest).toEqual([{ ...report('A', ['B']), trunkDidInfoList: [{ did: '1', trunkName: 'B' }] }]);
});

it('keeps the event, the PBX and the time, and terminates', () => {
  const { smallest } = smallestWith([report('A', ['x'])], () => true);
  expect(smallest).toEqual([{ ...report('A', []), trunkDidInfoList: [] }]);
});
