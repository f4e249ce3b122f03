import { describe, expect, it } from 'vitest';
import { defaultProfile, freshConnections, keptConnections, transmit } from '../../../simulator/index.ts';
import { answering, startRawServer } from './raw-server.ts';

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';
const webhook = (url: string) => ({ url, secret: 'abcdefgh', method: 'POST' }) as const;

describe('a transmission', () => {
  it.each([
    ['close', freshConnections({ allowHosts: [] })],
    ['keep-alive', keptConnections({ allowHosts: [] })],
  ])('says what happens to its connection: %s', async (connection, connector) => {
    const server = await startRawServer(answering(ok));
    const { request } = await transmit({
      webhook: webhook(server.origin),
      message: Buffer.from('[]'),
      profile: defaultProfile,
      connector,
      timeoutMs: 10_000,
    });
    connector.close();
    expect(request.headers).toContainEqual(['Connection', connection]);
    expect(server.received.map(String)).toEqual([
      expect.stringContaining(`\r\nConnection: ${connection}\r\n`),
    ]);
  });

  it('is aborted when the run is interrupted', async () => {
    const server = await startRawServer(() => {});
    const { outcome, elapsedMs } = await transmit({
      webhook: webhook(server.origin),
      message: Buffer.from('[]'),
      profile: defaultProfile,
      connector: freshConnections({ allowHosts: [] }),
      timeoutMs: 10_000,
      signal: AbortSignal.timeout(50),
    });
    expect(outcome).toEqual({ kind: 'aborted', at: 'the interruption of the run' });
    expect(elapsedMs).toBeLessThan(10_000);
  });
});
