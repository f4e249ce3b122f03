import { expect, it } from 'vitest';
import { freePort } from '../../bench/support/free-port.ts';

it('gives no port twice, so that two tests at once never share one', async () => {
  const ports = new Set<number>();
  for (let n = 0; n < 450; n += 1) ports.add(await freePort());
  expect(ports.size).toBe(450);
});
