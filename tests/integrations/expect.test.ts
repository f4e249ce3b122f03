import type { RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { type ExpectedReceiver, expectCorrectReceiver, IncorrectReceiver } from '../../index.ts';
import '../../integrations/vitest.ts';

const secret = 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o';
const rules = ['signature/rejects-missing', 'acknowledgement/acknowledges-every-event'];
const answering =
  (status: number): RequestListener =>
  (request, response) => {
    request.resume().on('end', () => response.writeHead(request.headers['x-signature'] ? 200 : status).end());
  };
const correct: ExpectedReceiver = { receiver: answering(401), secret, rules, seed: 7 };
const broken: ExpectedReceiver = { ...correct, receiver: answering(200) };

async function thrownBy(options: ExpectedReceiver): Promise<IncorrectReceiver> {
  const error = await expectCorrectReceiver(options).catch((thrown: unknown) => thrown);
  if (!(error instanceof IncorrectReceiver)) throw new Error('it threw something else', { cause: error });
  return error;
}

describe('expectCorrectReceiver', () => {
  it('resolves with the report of a correct receiver', async () => {
    const { summary } = await expectCorrectReceiver(correct);
    expect(summary).toMatchObject({ pass: 2, fail: 0 });
  });

  it('throws an error with the findings, their fixes, and what to add to rerun one rule', async () => {
    const { message, name, report } = await thrownBy(broken);
    expect(name).toBe('IncorrectReceiver');
    expect(message).toMatch(
      /^The receiver at http:\/\/127\.0\.0\.1:\d+\/ is not correct\. FAILED: 1 rule that a receiver must pass\.\n1 failed, 1 passed \(seed 7\)\n/,
    );
    expect(message).toContain('✗ signature/rejects-missing  must\n');
    expect(message).toMatch(/^ {2}actual {4}200 OK in /m);
    expect(message).toMatch(/^ {2}fix {7}\S/m);
    expect(message).toContain('  rerun     rules: ["signature/rejects-missing"], seed: 7\n'.trimEnd());
    expect(message).not.toContain(secret);
    expect(report.summary.fail).toBe(1);
  });

  it('says how to check all failed rules again, even if one cause explains them', async () => {
    const { message } = await thrownBy({
      ...broken,
      rules: ['signature/rejects-missing', 'signature/rejects-empty'],
    });
    expect(message).toContain(
      'To check only these again, add rules: ["signature/rejects-missing","signature/rejects-empty"], seed: 7',
    );
  });

  it('is located at the line of the test, and prints no report with the error', async () => {
    const error = await thrownBy(broken);
    const [first = ''] =
      error.stack?.slice(error.stack.indexOf(error.message) + error.message.length + 1).split('\n') ?? [];
    expect(first).toMatch(/at thrownBy \(.*tests\/integrations\/expect\.test\.ts:\d+:\d+\)/);
    expect(Object.keys(error)).not.toContain('report');
  });

  it('accepts failures below failOn, and rules without a clear result only on request', async () => {
    const lesser = { ...broken, rules: ['signature/rejects-other-encoding'] };
    expect((await expectCorrectReceiver(lesser)).summary).toMatchObject({ fail: 1 });
    await expect(expectCorrectReceiver({ ...lesser, failOn: 'should' })).rejects.toThrow(IncorrectReceiver);
    // A duplicate says nothing if the first message isn't acknowledged.
    const unclear: ExpectedReceiver = {
      ...{ secret, seed: 7 },
      rules: ['retry/acknowledges-duplicates', 'acknowledgement/acknowledges-the-test-message'],
      receiver: async (request, response) => {
        const body = await buffer(request);
        response.writeHead(body.includes('did_change') ? 500 : 200).end();
      },
    };
    await expect(expectCorrectReceiver(unclear)).rejects.toThrow(
      /is not correct\. CAN'T TELL: your receiver fails on DID reports\.\n1 inconclusive, 1 passed/,
    );
    const { summary } = await expectCorrectReceiver({ ...unclear, allowInconclusive: true });
    expect(summary).toMatchObject({ inconclusive: 1, pass: 1 });
  });

  it('throws what check throws for invalid options', async () => {
    await expect(expectCorrectReceiver({ ...correct, secret: 'short' })).rejects.toMatchObject({
      code: 'bad-secret',
    });
  });
});

describe('toBeCorrectReceiver', () => {
  it('passes for a correct receiver, and explains what is wrong with another', async () => {
    await expect(correct).toBeCorrectReceiver();
    await expect(broken).not.toBeCorrectReceiver();
    await expect(expect(broken).toBeCorrectReceiver()).rejects.toThrow(
      /is not correct\. FAILED: 1 rule that a receiver must pass\.\n1 failed, 1 passed \(seed 7\)\n\n✗ signature\/rejects-missing {2}must\n/,
    );
    await expect(expect(correct).not.toBeCorrectReceiver()).rejects.toThrow('The receiver is correct');
  });
});
