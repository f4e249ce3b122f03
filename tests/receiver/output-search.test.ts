import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OutputSearch, secretOf } from '../../receiver/output-search.ts';

const secret = 'f4Wn8JzRq1XvT6bKh3LmC9sGd2PyUe5A';

function search(...chunks: readonly (Buffer | string)[]): OutputSearch {
  const output = new OutputSearch([secretOf(secret)]);
  const read = output.reader();
  for (const chunk of chunks) read(chunk);
  return output;
}

describe("a search of a receiver's output", () => {
  it('finds the secret wherever a chunk ends', () => {
    const text = `started\nkey=${secret} port=3000\nready\n`;
    for (let at = 0; at <= text.length; at += 1) {
      const [leak, ...others] = search(text.slice(0, at), text.slice(at)).leaks();
      expect(others).toEqual([]);
      expect(leak).toMatchObject({ what: "the webhook's secret", form: 'in plain text' });
      expect(leak?.line.startsWith('key=***')).toBe(true);
    }
  });

  // printf %s SECRET | base64, and | xxd -p
  it.each([
    ['in Base64', 'ZjRXbjhKelJxMVh2VDZiS2gzTG1DOXNHZDJQeVVlNUE='],
    ['in hex', '6634576e384a7a52713158765436624b68334c6d433973476432507955653541'],
    ['in hex', '6634576E384A7A52713158765436624B68334C6D433973476432507955653541'],
  ])('finds it %s', (form, written) => {
    expect(search(`secret: ${written}!`).leaks()).toEqual([
      { what: "the webhook's secret", form, line: expect.stringMatching(/^secret: [*]{3}=?!$/) },
    ]);
  });

  it('finds each watched text in every encoding, but nothing printed before', () => {
    const digest = Buffer.from(`${'+/'.repeat(21)}A=`, 'base64');
    const forms = [digest.toString('base64').replaceAll('/', '\\/'), digest.toString('base64url')];
    const output = search(`${forms.join('\n')}\n`);
    expect(output.leaks()).toEqual([]);
    output.watch([{ what: 'a signature', bytes: digest }]);
    const read = output.reader();
    for (const written of [...forms, encodeURIComponent(digest.toString('base64')), digest]) read(written);
    expect(output.leaks().map(({ form }) => form)).toEqual([
      'in Base64 inside JSON',
      'in URL-safe Base64',
      'in percent-encoded Base64',
      'in plain text',
    ]);
  });

  it('finds nothing in hashes of the secret, in half of it, or across two streams', () => {
    const output = search(createHash('sha256').update(secret).digest('hex'), secret.slice(0, 31), '\n');
    const [out, err] = [output.reader(), output.reader()];
    out(secret.slice(0, 16));
    err(secret.slice(16));
    expect(output.leaks()).toEqual([]);
  });

  it('keeps one limited line of repeated output', () => {
    const output = search(
      ...Array.from({ length: 1000 }, () => `${'x'.repeat(5000)}${secret}${'y'.repeat(5000)}\n`),
    );
    expect(output.leaks()).toHaveLength(1);
    expect(output.leaks()[0]?.line).toBe(`${'x'.repeat(160)}***${'y'.repeat(160)}`);
  });
});
