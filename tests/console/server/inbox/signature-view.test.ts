import { describe, expect, it } from 'vitest';
import { openTestConsole } from '../console-driver.ts';
import { addWebhook, first, message, newest, post, second } from './inbox-driver.ts';

const inHex = Buffer.from(first.signature, 'base64').toString('hex');

describe('a received signature', () => {
  it('is not checked without a secret', async () => {
    const running = await openTestConsole();
    await post(running, { 'X-Signature': first.signature });
    expect((await newest(running)).signature).toMatchObject({ verdict: 'not-checked', mistakes: [] });
  });

  it('is valid with the secret of the inbox', async () => {
    const running = await openTestConsole();
    const set = await running.ask('POST', '/api/inbox/secrets', { secret: first.secret });
    expect(set.status).toBe(204);
    await post(running, { 'X-Signature': first.signature });
    const { signature } = await newest(running);
    expect(signature).toEqual({ verdict: 'valid', sentence: 'It is valid.', mistakes: [] });
    expect((await running.ask('GET', '/api/inbox')).value.hasSecret).toBe(true);
    await running.ask('POST', '/api/inbox/secrets', { secret: null });
    await post(running, { 'X-Signature': first.signature });
    expect((await newest(running)).signature.verdict).toBe('not-checked');
  });

  it('is valid with the secret of a webhook that pushes elsewhere, and that is shown', async () => {
    const running = await openTestConsole();
    await addWebhook(running, 'http://localhost:9/elsewhere', second.secret);
    await addWebhook(running, running.inboxUrl, first.secret);
    await post(running, { 'X-Signature': second.signature });
    expect((await newest(running)).signature).toEqual({
      verdict: 'valid',
      sentence: 'It is valid for the secret of a webhook that pushes elsewhere.',
      secretOf: 'http://localhost:9/elsewhere',
      mistakes: [],
    });
  });

  it.each([
    [{ 'X-Signature': inHex }, 'invalid', ['hex']],
    [{ 'X-Signature': `sha256=${inHex}` }, 'invalid', ['prefix', 'hex']],
    [{ 'X-Hub-Signature': first.signature }, 'missing', ['other-header']],
  ])('is explained using the secret that fits: %j', async (headers, verdict, names) => {
    const running = await openTestConsole();
    await addWebhook(running, running.inboxUrl, second.secret);
    await addWebhook(running, 'http://localhost:9/', first.secret);
    await post(running, headers as Record<string, string>);
    const { signature } = await newest(running);
    expect(signature).toMatchObject({ verdict, secretOf: 'http://localhost:9/' });
    expect(signature.mistakes.map(({ name }: { name: string }) => name)).toEqual(names);
    for (const { sentence } of signature.mistakes) expect(signature.sentence).toContain(sentence);
  });

  it('of a re-serialized body is explained', async () => {
    const running = await openTestConsole();
    await running.ask('POST', '/api/inbox/secrets', { secret: first.secret });
    const pretty = JSON.stringify(JSON.parse(message.toString('utf8')), null, 2);
    await post(running, { 'X-Signature': first.signature }, pretty);
    expect((await newest(running)).signature).toMatchObject({
      verdict: 'invalid',
      mistakes: [{ name: 're-serialized', sentence: expect.stringMatching(/Sign the raw bytes/) }],
    });
  });

  it('that matches no secret is reported as such, without naming a webhook', async () => {
    const running = await openTestConsole();
    await addWebhook(running, running.inboxUrl, first.secret);
    await addWebhook(running, 'http://localhost:9/', second.secret);
    await post(running, { 'X-Signature': Buffer.alloc(32).toString('base64') });
    const { signature } = await newest(running);
    expect(signature.sentence).toMatch(/or to another secret\. It matches none of the 2 secrets here\.$/);
    expect(signature).not.toHaveProperty('secretOf');
  });
});
