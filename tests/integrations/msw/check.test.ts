import { createServer } from 'node:http';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { recordCalls } from '../../../integrations/msw.ts';
import { check } from '../../../suites/index.ts';
import { listenLocally } from '../../support/listen-locally.ts';
import { createRelay } from './relay.ts';

const secret = 'HookswitchExampleSecret32Letters';
const crm = recordCalls({ url: 'https://crm.example.com/*' });
const server = setupServer(...crm.handlers);

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => crm.reset());
afterAll(() => server.close());

describe('check with the calls that a receiver makes to a service', () => {
  const checkIt = (relay: Parameters<typeof createRelay>[1], rules: readonly string[]) =>
    check({
      receiver: createRelay(secret, relay),
      observe: crm.observe,
      secret,
      seed: 1,
      settleMs: 1000,
      rules,
    });
  const verdicts = ({ results }: Awaited<ReturnType<typeof check>>) =>
    Object.fromEntries(results.map(({ id, verdict }) => [id, verdict]));
  const rules = [
    'retry/applies-once',
    'retry/applies-concurrent-duplicates-once',
    'retry/ignores-a-late-older-message',
    'retry/keeps-distinct-messages',
    'message/replaces-the-did-list',
    'message/applies-every-item',
    'signature/rejected-has-no-effect',
  ];

  it('passes a receiver that sends each change once', async () => {
    const report = await checkIt({}, rules);
    expect(verdicts(report)).toEqual(Object.fromEntries(rules.map((id) => [id, 'pass'])));
    expect(crm.calls.length).toBeGreaterThan(20);
  });

  it('fails a receiver that sends each change again on a retry', async () => {
    const report = await checkIt({ forgets: true }, rules);
    expect(verdicts(report)).toMatchObject({
      'retry/applies-once': 'fail',
      'retry/ignores-a-late-older-message': 'fail',
      'message/replaces-the-did-list': 'pass',
    });
  });

  it.each([
    [{}, 'pass'],
    [{ forgets: true }, 'fail'],
  ])('checks a receiver by its calls alone, as a downstream service: %j', async (relay, verdict) => {
    const report = await check({
      receiver: createRelay(secret, relay),
      downstream: crm.downstream,
      secret,
      seed: 1,
      settleMs: 1000,
      rules: ['retry/applies-once', 'message/applies-every-item'],
    });
    expect(verdicts(report)).toEqual({ 'message/applies-every-item': 'pass', 'retry/applies-once': verdict });
  });

  it('bypasses msw, which sees nothing that Hookswitch itself sends', async () => {
    const plain = createServer((_request, response) => response.end());
    const url = await listenLocally(plain);
    const seen = recordCalls({ url: '*' });
    server.use(...seen.handlers);
    await check({ url, secret, rules: ['signature/accepts-genuine'] });
    expect(seen.calls).toEqual([]);
    server.resetHandlers();
    plain.close();
  });
});
