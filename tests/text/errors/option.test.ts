import { describe, expect, it } from 'vitest';
import { HookswitchError } from '../../../index.ts';

describe('the option of a usage error', () => {
  it.each([
    ['give --allow-host a.example', 'allowHosts'],
    ['check --observe-url, or add --observe-history', 'observeUrl'],
    ['start it first, or wait for it with --wait 30s', 'waitMs'],
    ['the URL is none', undefined],
    ['the command "serve --port 3000" failed; change --exec', 'restart'],
  ])('of "%s" is %s', (message, option) => {
    const error = new HookswitchError('bad-settings', message);
    expect(error).toMatchObject({ code: 'bad-settings', message, option });
  });
});
