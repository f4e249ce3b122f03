import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listeningAddresses, parseListeningSockets } from '../../../receiver/processes/listening.ts';

describe('the addresses at which a process listens', () => {
  it.each(['127.0.0.1', '0.0.0.0', '::1', '::'])('include its server at %s', async (host) => {
    const server = createServer().listen(0, host);
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const shown = host.includes(':') ? `[${host}]` : host;
    expect(listeningAddresses([process.pid])).toContain(`${shown}:${port}`);
    server.close();
    await once(server, 'close');
    expect(listeningAddresses([process.pid])).not.toContain(`${shown}:${port}`);
  });

  it("don't include the servers of other processes, and of none that has ended", () => {
    expect(listeningAddresses([])).toEqual([]);
    expect(listeningAddresses([2 ** 22 + 1])).toEqual([]);
  });
});

// From the example in the kernel's documentation of /proc/net/tcp, and the same with another state.
const line = (state: string) =>
  `  46: 010310AC:9C4C 030310AC:1770 ${state} 00000150:00000000 01:00000019 00000000  1000        0 54165785 4 cd1e6040 25 4 27 3 -1`;

describe('a line of /proc/net/tcp', () => {
  it('counts if the socket listens', () => {
    expect(parseListeningSockets(line('0A'))).toEqual([{ inode: '54165785', address: '172.16.3.1:40012' }]);
  });

  it.each(['01', '06', '0B', ''])("doesn't count in state %s", (state) => {
    expect(parseListeningSockets(line(state))).toEqual([]);
  });

  it("doesn't count if it is a heading or cut", () => {
    expect(
      parseListeningSockets('  sl  local_address rem_address   st tx_queue\n  46: 010310AC:9C4C'),
    ).toEqual([]);
  });
});
