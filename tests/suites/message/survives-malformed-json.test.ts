import { expect, it } from 'vitest';
import { type BrokenReceiver, withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { receive } from '../../../fixtures/receivers/receiver.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

const rules = ['message/survives-malformed-json', 'message/rejects-malformed-json'];

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
