import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { type BrokenReceiver, withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { type CreateReceiver, createReceiver, receive } from '../../../fixtures/receivers/receiver.ts';
import { referenceParts } from '../../../fixtures/receivers/reference.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

/** The first of them sends everything that the others look at. */
const about = [
  'message/survives-impossible-messages',
  'message/rejects-impossible-messages',
  'message/decodes-strictly',
];

const rules = ['message/survives-impossible-messages', 'message/rejects-impossible-messages'];

/** The verdicts on a receiver that does this to a signed body that isn't JSON. */
async function verdictsIf(onError: (socket: { destroy(): void }) => never): Promise<string[]> {
  const create: BrokenReceiver['create'] = withParts({
    receive: (exchange, parts) =>
      receive(exchange, {
        ...parts,
        parse: (message) => {
          try {
            return parts.parse(message);
          } catch {
            return onError(exchange.request.socket);
          }
        },
      }),
  });
  const { results } = await checkFixture(create, { rules });
  return results.map(({ verdict }) => verdict);
}

it('leaves a 500 to a rule that nobody must pass', async () => {
  const answers500 = () => {
    throw new TypeError('not expected');
  };
  expect(await verdictsIf(answers500)).toEqual(['pass', 'fail']);
});

it('takes no closed connection for the end of the process, if the next message is acknowledged', async () => {
  const closes = (socket: { destroy(): void }) => {
    socket.destroy();
    throw new TypeError('not expected');
  };
  expect(await verdictsIf(closes)).toEqual(['pass', 'fail']);
});

async function sentFor(rules: readonly string[]) {
  let sent = 0;
  const create: CreateReceiver = (options) =>
    createReceiver(referenceParts)(options).prependListener('request', ({ url }: IncomingMessage) => {
      if (url?.startsWith('/webhook')) sent += 1;
    });
  const { results } = await checkFixture(create, { rules });
  return { sent, results };
}

it('sends each message once for all rules about it, as evidence for each', async () => {
  const all = await sentFor(about);
  const first = await sentFor(about.slice(0, 1));
  // Each rule begins with a genuine message of its own.
  expect(all.sent).toBe(first.sent + about.length - 1);
  for (const { verdict, evidence } of all.results) {
    expect(verdict).toBe('pass');
    expect(evidence.attempts.length).toBeGreaterThan(10);
  }
});
