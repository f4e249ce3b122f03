import { expect, it } from 'vitest';
import { maskedValue } from '../../../text/secrets/private-headers.ts';

// From the documentation of Cloudflare Access, Google IAP, AWS load balancers, OAuth2 Proxy and Azure.
it.each([
  'Cf-Access-Jwt-Assertion',
  'CF-Access-Client-Secret',
  'X-Goog-Iap-Jwt-Assertion',
  'X-Amzn-Oidc-Data',
  'X-Amzn-Oidc-Accesstoken',
  'X-Auth-Request-Access-Token',
  'X-MS-TOKEN-AAD-ID-TOKEN',
  'X-Auth',
  'X-Session-Id',
  'X-Access-Key',
  'Ocp-Apim-Subscription-Key',
  'Authorization',
  'Set-Cookie',
])('masks the value of %s', (name) => {
  expect(maskedValue(name, 'value')).toBe('***');
  expect(maskedValue(name.toLowerCase(), 'value')).toBe('***');
});

it.each([
  'X-Signature',
  'Keep-Alive',
  'Content-Type',
  'X-Request-Id',
  'WWW-Authenticate',
  'Proxy-Authenticate',
  'Idempotency-Key',
])('shows the value of %s', (name) => {
  expect(maskedValue(name, 'value')).toBe('value');
});
