import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { sendableSource } from '../../../load/workload/source.ts';
import { secret } from '../../support/recording-receiver.ts';
import { options, targetAt } from '../driver.ts';

test.each([
  ['POST', 'none'],
  ['GET', 'body'],
] as const)('a body by %s has the signature that node:crypto computes', (method, payloadIn) => {
  const { webhook, ...target } = targetAt('http://127.0.0.1:9/hook');
  const profile = { ...options.profile, payloadIn };
  const headers = [['Authorization', 'Bearer of-a-proxy']] as const;
  const given = { ...target, headers, webhook: { ...webhook, method } };
  const { steps, bytes } = sendableSource(given, { ...options, profile }, false)(3);
  const sent = Buffer.concat(steps.flatMap((step) => (step.kind === 'send' ? [step.bytes] : [])));
  const [head = '', body = ''] = sent.toString('latin1').split('\r\n\r\n');
  const digest = createHmac('sha256', secret).update(body, 'latin1').digest('base64');
  expect(bytes).toBe(sent.length);
  expect(head).toContain(`\r\nX-Signature: ${digest}`);
  expect(head).toContain(`\r\nContent-Length: ${body.length}`);
  expect(head).toContain('\r\nAuthorization: Bearer of-a-proxy');
});
