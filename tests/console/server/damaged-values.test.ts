import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostileJson } from '../../support/hostile-json.ts';
import { mutateText } from '../../support/mutate-text.ts';
import { withReceiver } from '../../support/recording-receiver.ts';
import { openTestConsole, type TestConsole, temporaryFolder } from './console-driver.ts';

/** What a console stores: the beginning of the last line of each kind. */
const places = [
  '{"name":"push"',
  '{"name":"webhooks"',
  '{"name":"fleet"',
  '{"name":"inbox-response"',
  '{"arrival":',
  '{"check":',
] as const;

describe('a value in console.jsonl', () => {
  it.each(places)('after %s must have its shape', { timeout: 240_000 }, async (place) => {
    const folder = await filledFolder();
    const good = rewritten(folder, place);
    const spoilt = Array.from({ length: 12 }, (_, seed) => mutateText(good, seed)).filter(isText);
    const read = { damaged: 0, right: 0 };
    for (const [n, text] of [good, ...hostileJson, ...spoilt].entries()) {
      rewritten(folder, place, text);
      const outcome = await looked(folder);
      expect(outcome, `text ${n}: ${text.slice(0, 200)}`).toMatch(/^(right|damaged)$/);
      read[outcome as keyof typeof read] += 1;
    }
    expect(read.right).toBeGreaterThan(0);
    expect(read.damaged).toBeGreaterThan(hostileJson.length / 2);
  });
});

/** A closed console in which something of each kind was done. */
async function filledFolder(): Promise<string> {
  const folder = temporaryFolder();
  const { ask, inboxUrl, close } = await openTestConsole(folder);
  const url = 'http://127.0.0.1:9/';
  await ask('PUT', '/api/push', { isEnabled: false, timeoutSeconds: 5, retryCount: 3 });
  await ask('POST', '/api/webhooks', { url, method: 'POST', events: ['PCE DID Change'] });
  await ask('POST', '/api/fleet/example');
  await ask('PUT', '/api/inbox/response', { kind: 'status', status: 204, delayMs: 0 });
  await fetch(inboxUrl, { method: 'POST', body: '{"event":"test"}' });
  await withReceiver(undefined, async (receiver) => {
    const form = {
      url: receiver.url,
      method: 'POST',
      isThorough: false,
      rules: ['method/accepts-configured-method'],
    };
    const secret = { text: 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o' };
    expect((await ask('POST', '/api/checks', { ...form, secret })).status).toBe(202);
    const isDone = async () => (await ask('GET', '/api/checks')).value.rows[0].state;
    await expect.poll(isDone).toBe('done');
  });
  await close();
  return folder;
}

/** Writes a JSON text in place of the value, and returns the previous one. */
function rewritten(folder: string, place: (typeof places)[number], text?: string): string {
  const path = join(folder, 'console.jsonl');
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const at = lines.findLastIndex((line) => line.startsWith(place));
  const from = place.startsWith('{"name"') ? `${place},"value":` : place;
  const previous = lines[at]?.slice(from.length, -1) ?? '';
  if (text !== undefined) {
    lines[at] = `${from}${text.replaceAll('\n', ' ')}}`;
    writeFileSync(path, `${lines.join('\n')}\n`);
  }
  return previous;
}

/** Starts a console on the folder and reads everything that it shows: the result, in one word. */
async function looked(folder: string): Promise<string> {
  let opened: TestConsole;
  try {
    opened = await openTestConsole(folder);
  } catch (error) {
    return wordFor(error instanceof Error ? error.message : String(error));
  }
  const { ask, mistakes, close } = opened;
  const word = await firstTrouble(ask);
  await close();
  return mistakes.length > 0 ? mistakes.join() : word;
}

async function firstTrouble(ask: TestConsole['ask']): Promise<string> {
  const { rows = [] } = (await ask('GET', '/api/checks')).value;
  const reports = rows.flatMap(({ id }: { id: string }) => [
    `/api/checks/${encodeURIComponent(id)}`,
    ...['html', 'junit', 'markdown', 'har', 'ctrf'].map(
      (format) => `/api/checks/${encodeURIComponent(id)}/report/${format}`,
    ),
  ]);
  const shown = ['/api/push', '/api/fleet', '/api/inbox', '/api/inbox/1', '/api/checks', ...reports];
  for (const path of shown) {
    const { status, value } = await ask('GET', path);
    if (status >= 500) return wordFor(value.message);
  }
  const act = await ask('POST', '/api/fleet/preview', { action: 'delete-pbx', sn: '36X' });
  return act.status >= 500 ? wordFor(act.value.message) : 'right';
}

/** A damaged file, or a webhook that no page would accept, is reported in one sentence. */
function wordFor(sentence: string): string {
  return /^the console's state \S+ is damaged in line \d+; move it elsewhere|not a console's state|webhook|URL|secret/.test(
    sentence,
  )
    ? 'damaged'
    : sentence;
}

function isText(text: string): boolean {
  return !/\0|\p{Cs}/u.test(text);
}
