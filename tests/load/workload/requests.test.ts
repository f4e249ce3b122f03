import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { workloadOf } from '../../../load/index.ts';
import { requestMaker } from '../../../load/workload/requests.ts';
import { bytesOf } from '../../../load/workload/workload.ts';
import { defaultProfile, profileChoices } from '../../../simulator/index.ts';
import { buildRequest, type Header } from '../../../simulator/wire/request.ts';
import { headBytes, plainSteps, toWire, type WireStep } from '../../../simulator/wire/wire.ts';
import { secret } from '../../support/recording-receiver.ts';
import { traffic } from '../driver.ts';

const ownHeaders = fc.constantFrom<readonly Header[]>(
  [],
  [
    ['Authorization', 'Bearer of-a-proxy'],
    ['X-Tenant', '7'],
  ],
);
const ways = fc.record({
  method: fc.constantFrom('GET' as const, 'POST' as const),
  payloadIn: fc.constantFrom(...profileChoices.payloadIn.values),
  headers: ownHeaders,
  connection: fc.constantFrom('close' as const, 'keep-alive' as const),
  forged: fc.constantFrom('genuine' as const, 'forged' as const),
  index: fc.nat(500),
});

const stories = {
  genuine: workloadOf(traffic, defaultProfile),
  forged: workloadOf(
    { ...traffic, forged: 1, forgedBy: ['missing-signature', 'tampered-body', 'slow-body'] },
    defaultProfile,
  ),
};

function readable(steps: readonly WireStep[]) {
  return steps.map((step) => (step.kind === 'send' ? Buffer.from(step.bytes).toString('latin1') : step));
}

test('a request built fast has the same bytes as one built slowly', () => {
  fc.assert(
    fc.property(ways, ({ method, payloadIn, headers, connection, forged, index }) => {
      const profile = { ...defaultProfile, payloadIn };
      const webhook = { url: 'http://127.0.0.1:9/hook?of=us', secret, method };
      const message = stories[forged].messageAt(index);
      const steps = requestMaker({ webhook, profile, headers, connection })(message);

      const genuine = buildRequest(webhook, bytesOf(message), profile, headers);
      const wire = toWire(message.fault?.rewrite?.(genuine, secret) ?? genuine, connection);
      expect(message.fault === undefined).toBe(forged === 'genuine');
      const slowly = message.fault?.pace?.(headBytes(wire), wire.body) ?? plainSteps(wire);
      expect(readable(steps)).toEqual(readable(slowly));
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['POST', 'none'],
  ['GET', 'body'],
] as const)('a body by %s has the signature that node:crypto computes', (method, payloadIn) => {
  const profile = { ...defaultProfile, payloadIn };
  const webhook = { url: 'http://127.0.0.1:9/hook', secret, method };
  const make = requestMaker({ webhook, profile, headers: [], connection: 'close' });
  const [head = '', body = ''] = readable(make(stories.genuine.messageAt(3)))
    .join('')
    .split('\r\n\r\n');
  const digest = createHmac('sha256', secret).update(body, 'latin1').digest('base64');
  expect(head).toContain(`\r\nX-Signature: ${digest}`);
  expect(head).toContain(`\r\nContent-Length: ${body.length}`);
});
