import { describe, expect, it } from 'vitest';
import { checkServing, serverOf } from '../../runner/check-server.ts';

describe('a single cause', () => {
  const rules = [
    'signature/accepts-genuine',
    'acknowledgement/*',
    'method/accepts-configured-method',
    'security/is-alive-at-the-end',
  ];

  it.each([
    ['a redirect', 302, 'acknowledgement/does-not-redirect'],
    ['a signature that is not accepted', 401, 'signature/accepts-genuine'],
    ['a crash', 500, 'signature/accepts-genuine'],
    ['a missing path', 404, 'method/accepts-configured-method'],
    ['an unsupported method', 405, 'method/accepts-configured-method'],
  ])('leads to one finding: %s', async (_title, status, expected) => {
    const server = serverOf((_message, response) => void response.writeHead(status).end());
    const results = await checkServing(server, rules);
    expect(results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)).toEqual([expected]);
    expect(results.filter(({ verdict }) => verdict === 'pass')).toEqual([]);
  });
});
