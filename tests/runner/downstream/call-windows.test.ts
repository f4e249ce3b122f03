import { expect, it } from 'vitest';
import type { DownstreamCall } from '../../../observation/downstream/calls.ts';
import { callWindows } from '../../../runner/downstream/call-windows.ts';

const call = (method: string, path: string): DownstreamCall => ({ method, path, body: '', status: 200 });
const calls = [
  call('POST', '/token'),
  call('POST', '/notices?n=1'),
  call('POST', '/notices?n=2'),
  call('POST', '/token?again'),
];
const downstream = { between: (from: number, to?: number) => calls.slice(from, to) };

it('counts the calls from one start to the next', () => {
  const windows = callWindows();
  windows.begin('A', 0);
  windows.begin('B', 2);
  windows.begin('A', 3);
  expect(windows.calls(downstream, 'A')).toEqual([calls[0], calls[1], calls[3]]);
  expect(windows.calls(downstream, 'B')).toEqual([calls[2]]);
  expect(windows.calls(downstream, 'C')).toEqual([]);
});

it('counts only the given kinds, whatever their query', () => {
  const windows = callWindows();
  windows.begin('A', 0);
  windows.countOnly(new Set(['POST /notices']));
  expect(windows.calls(downstream, 'A')).toEqual([calls[1], calls[2]]);
});
