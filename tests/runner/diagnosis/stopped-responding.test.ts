import { describe, expect, it } from 'vitest';
import { checkServer, serverOf } from '../check-server.ts';
import { accepts, isGenuine } from './diagnosed.ts';

describe.concurrent('a receiver whose messages time out', () => {
  it('is diagnosed as having stopped if it keeps a connection for each invalid message', async () => {
    let free = 5;
    const server = serverOf((message, response, request) => {
      if (!isGenuine(message, request)) return void response.writeHead(401).end();
      if (free === 0) return;
      try {
        JSON.parse(message);
        response.writeHead(200).end();
      } catch {
        free -= 1;
        response.writeHead(400).end();
      }
    });
    const own = ['signature/accepts-*', 'message/survives-malformed-json', 'message/accepts-*'];
    const { diagnosis } = await checkServer(server, own, { budgetMs: 20_000 });
    expect(diagnosis).toMatchObject({
      cause: 'broke-down',
      title: expect.stringMatching(/^Your receiver stopped responding .* into the check: \d+ messages/),
      fix: expect.stringContaining('Release it on the error path too'),
    });
    expect(diagnosis?.evidence.join()).toMatch(/its last response, to .*4\d\d.*rejected [1-9]\d* with a 4xx/);
    expect(diagnosis?.explains).toContain('message/survives-malformed-json');
  });

  it('is not diagnosed as having stopped if it never responds to some messages', async () => {
    const server = serverOf((message, response, request) => {
      if (message.includes('trunk_delete')) return;
      response.writeHead(accepts(isGenuine(message, request))).end();
    });
    const { diagnosis } = await checkServer(
      server,
      ['signature/*', 'acknowledgement/acknowledges-every-event', 'message/tolerates-unknown-fields'],
      { budgetMs: 20_000 },
    );
    expect(diagnosis?.cause).not.toBe('broke-down');
  });
});
