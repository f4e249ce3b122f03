import { describe, expect, it } from 'vitest';
import { Sender } from '../../../simulator/sender/sender.ts';

describe('the webhooks of a sender', () => {
  it('have secrets of 32 letters and digits, which can be replaced', () => {
    const sender = new Sender({ webhooks: [{ url: 'http://localhost:1/' }] });
    const [{ id, secret: first } = { id: '', secret: '' }] = sender.webhooks;
    expect(first).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(sender.webhooks.renewSecret(id).secret).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(sender.webhooks.get(id).secret).not.toBe(first);
  });

  it('say what is wrong with a webhook', () => {
    const at = (id: string) => ({ id, url: 'http://localhost:1/' });
    const sender = new Sender({ webhooks: ['a', 'b', 'c', 'd'].map(at) });
    expect(() => sender.webhooks.add(at('a'))).toThrow('a webhook with the id "a" already exists');
    sender.webhooks.add(at('e'));
    expect(() => sender.webhooks.add(at('f'))).toThrow(
      'YCM supports up to 5 webhooks, and there are already 5; remove one first',
    );
    for (const use of [() => sender.webhooks.remove('g'), () => sender.webhooks.renewSecret('g')])
      expect(use).toThrow('there is no webhook "g"');
    expect([...sender.webhooks].map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
    sender.webhooks.remove('a');
    expect([...sender.webhooks].map(({ id }) => id)).toEqual(['b', 'c', 'd', 'e']);
    expect(() => sender.webhooks.change('b', { url: 'ftp://localhost/' })).toThrow(
      /^the URL of the webhook starts with ftp/,
    );
    expect(() => sender.webhooks.change('b', { secret: 'short' })).toThrow(
      'the secret of the webhook http://localhost:1/',
    );
    const wrong = { method: 'PUT' } as unknown as { method: 'GET' };
    expect(() => sender.webhooks.change('b', wrong)).toThrow(/method.*GET.*POST/);
  });
});
