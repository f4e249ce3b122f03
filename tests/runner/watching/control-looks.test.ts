import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Seen } from '../../../observation/index.ts';
import { ControlLooks } from '../../../runner/watching/control-looks.ts';

afterEach(() => vi.useRealTimers());

describe('looks at a control PBX', () => {
  it('are shared, and take at most a tenth of the time of looks', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const controls = new ControlLooks();
    const looks: string[] = [];
    const observe = async (sn: string): Promise<Seen> => {
      looks.push(sn);
      return { kind: 'state', state: looks.length };
    };
    const first = controls.beside('A', 20, observe);
    const second = controls.beside('A', 20, observe);
    expect(await first).toEqual({ sn: 'A', seen: { kind: 'state', state: 1 } });
    expect(await second).toEqual(await first);
    vi.advanceTimersByTime(199);
    expect(controls.beside('A', 20, observe)).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(await controls.beside('B', 20, observe)).toEqual({ sn: 'B', seen: { kind: 'state', state: 2 } });
    expect(looks).toEqual(['A', 'B']);
  });
});
