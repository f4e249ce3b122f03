import { describe, expect, it } from 'vitest';
import {
  bareSecrets,
  credentialsElsewhere,
  signatureInQuery,
} from '../../../simulator/faults/signature-elsewhere.ts';
import { type Fault, faults } from '../../../simulator/index.ts';
import { buildRequest } from '../../../simulator/wire/request.ts';
import { genuine, message, profile, signedAs, webhook, written } from './on-the-wire.ts';

const { secret } = webhook;
const inQuery = 'D%2Bu0EKCFLkTNvM4KAVvPml8gFjAmHj%2FzzfchvICcvKg%3D';

/** Where each credential is, according to its title, and the header or request line with it. */
const expected: Readonly<Record<string, string>> = {
  'signature is in Signature': `Signature: ${genuine}`,
  'signature is in X-Hub-Signature-256': `X-Hub-Signature-256: ${genuine}`,
  'signature is in X-Webhook-Signature': `X-Webhook-Signature: ${genuine}`,
  'signature is in X-Yeastar-Signature': `X-Yeastar-Signature: ${genuine}`,
  'signature is in Authorization': `Authorization: ${genuine}`,
  'signature is in Authorization after Bearer': `Authorization: Bearer ${genuine}`,
  'signature is in the query as signature': `/webhook?signature=${inQuery}`,
  'signature is in the query as sign': `/webhook?sign=${inQuery}`,
  'signature is in the query as X-Signature': `/webhook?X-Signature=${inQuery}`,
  'signature is in the query as token': `/webhook?token=${inQuery}`,
  'secret is in X-Webhook-Secret': `X-Webhook-Secret: ${secret}`,
  'secret is in X-Secret': `X-Secret: ${secret}`,
  'secret is in X-Webhook-Token': `X-Webhook-Token: ${secret}`,
  'secret is in X-Api-Key': `X-Api-Key: ${secret}`,
  'secret is in X-Yeastar-Signature': `X-Yeastar-Signature: ${secret}`,
  'secret is in Authorization after Bearer': `Authorization: Bearer ${secret}`,
  'secret is in the query as token': `/webhook?token=${secret}`,
  'secret is in the query as secret': `/webhook?secret=${secret}`,
  'secret is in the query as key': `/webhook?key=${secret}`,
};

describe('credentials in another place', () => {
  const title = (of: string) => `without an X-Signature header, whose ${of}`;
  const credentials = credentialsElsewhere();

  it('are tried in these places', () => {
    expect(credentials.map((fault) => fault.title)).toEqual(Object.keys(expected).map(title));
    expect(new Set(credentials.map(({ name }) => name))).toEqual(new Set(['missing-signature']));
  });

  it.each(Object.entries(expected))('whose %s: nothing else is changed', (place, text) => {
    const [fault] = credentials.filter((one) => one.title === title(place));
    const plain = signedAs([]);
    const changed = text.startsWith('/')
      ? plain.replace('/webhook', text)
      : plain.replace('Connection', `${text}\r\nConnection`);
    expect(written(fault)).toEqual([changed]);
  });
});

describe('a fault whose request carries the secret', () => {
  const request = buildRequest(webhook, Buffer.from(message), profile);
  const carries = ({ rewrite }: Fault) => {
    const { url, headers, message: bytes } = rewrite?.(request, secret) ?? request;
    return [url, ...headers.flat(), Buffer.from(bytes).toString('latin1')].join('\n').includes(secret);
  };

  it('says so, and no other fault does', () => {
    for (const fault of credentialsElsewhere())
      expect([fault.title, fault.carriesSecret === true]).toEqual([fault.title, carries(fault)]);
    expect(credentialsElsewhere().filter(carries)).toEqual(bareSecrets.map(({ fault }) => fault));
  });

  it.each(faults)('is none of those that users can choose: $name', (fault) => {
    expect(fault).not.toHaveProperty('carriesSecret');
    expect(carries(fault)).toBe(false);
  });
});

describe('the query', () => {
  it('keeps the parameters of the URL before the signature', () => {
    const request = buildRequest({ ...webhook, url: `${webhook.url}?a=%20b` }, Buffer.from(message), profile);
    const url = signatureInQuery('sign').rewrite?.(request, secret).url;
    expect(url).toBe(`${webhook.url}?a=%20b&sign=${inQuery}`);
  });
});
