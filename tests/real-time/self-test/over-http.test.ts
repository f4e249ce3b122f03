import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { brokenReceivers, correctReceivers } from '../../../fixtures/receivers/index.ts';

const run = promisify(execFile);

/** Users check over HTTP in real time. None of these has an exception: what each fails is declared exactly. */
const sample = [
  'answers-202',
  'closes-unannounced',
  'hides-dids',
  'logs-requests',
  'works-off-a-queue',
  'applies-duplicates',
  'body-limit-100-kb',
  'counts-capacity-twice',
  'crashes-on-malformed-json',
  'cuts-names',
  'first-item-only',
  'forgets-duplicates-on-restart',
  'hex-signature',
  'impatient',
  'last-dids-win',
  'no-check',
  'put-is-post',
  'refuses-chunked',
  'refuses-objects',
  'slow-ack',
];

/** What a check of this receiver in a process of its own reports, with nothing beside it. */
async function checkedInRealTime(name: string) {
  const args = ['scripts/self-test.mjs', name, '--time', 'real', '--json'];
  // Exit code 1 comes with a result too.
  const { stdout } = await run(process.execPath, args).catch((error: { readonly stdout: string }) => {
    if (error.stdout === '') throw error;
    return error;
  });
  return JSON.parse(stdout)[0];
}

// The kill matrix checks in simulated time that each fails the same rules.
it.each(sample)('%s fails the same rules over HTTP as in simulated time', async (name) => {
  const fails = brokenReceivers.find((one) => one.name === name)?.fails;
  const lenient = correctReceivers.find((one) => one.name === name)?.lenient ?? [];
  const { failed, missed, wrong } = await checkedInRealTime(name);
  expect({ missed, wrong, failed: failed.toSorted() }).toEqual({
    missed: [],
    wrong: [],
    failed: [...(fails ?? lenient)].sort(),
  });
});

it('the sample names receivers without an exception', () => {
  const known = [...brokenReceivers.filter(({ exception }) => !exception), ...correctReceivers];
  expect(sample.filter((name) => !known.some((one) => one.name === name))).toEqual([]);
  expect(sample).toHaveLength(20);
});
