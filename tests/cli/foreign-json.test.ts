import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReference } from '../../fixtures/receivers/reference.ts';
import { startExampleReceiver } from '../../fixtures/receivers/start.ts';
import { failed, report } from '../reports/support/sample-report.ts';
import { expectCleanOutput } from '../support/expect-clean-output.ts';
import { hostileJson, nested } from '../support/hostile-json.ts';
import { mutateText } from '../support/mutate-text.ts';
import { env, secret } from '../support/recording-receiver.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { line } from './commands/replay/replay-driver.ts';

const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-foreign-'));
const state = { text: 'null' };
let receiver = '';
let observer = '';
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const started = await startExampleReceiver(createReference({ secret }));
  const observed = await startExampleReceiver(createServer((_request, response) => response.end(state.text)));
  closing.push(started.close, observed.close);
  receiver = `${started.url}/webhook`;
  observer = `${observed.url}/state?sn={sn}`;
  writeFileSync(
    join(cwd, 'good.json'),
    JSON.stringify(report([failed({ id: 'signature/rejects-missing' })])),
  );
});
afterAll(async () => {
  for (const close of closing) await close();
});

/** Where JSON from others is read: how to run it once the text is in place, and a valid text. */
interface Door {
  readonly run: (text: string) => Promise<CliResult>;
  readonly good: string;
  /** How many times its text is corrupted at random. */
  readonly spoilt: number;
  /** Fewer hostile texts, for a command that takes long. */
  readonly hostile?: readonly string[];
}

const file = (argv: readonly string[], good: string, spoilt = 60): Door => ({
  run: (text) => {
    writeFileSync(join(cwd, 'foreign.json'), text);
    return runCli(argv, { env, cwd, stdin: text });
  },
  good,
  spoilt,
});

const oneRule = ['--rules', 'retry/applies-once', '--seed', '1'];
const aReport = JSON.stringify(report([failed({ id: 'signature/rejects-missing' })]), null, 2);
const quick = ['--profile', 'quick.json', '--retries', '1'];
const nobody = 'http://127.0.0.1:9/';

const doors: Readonly<Record<string, () => Door>> = {
  'check --observe-url': () => ({
    run: (text) => {
      state.text = text;
      return runCli(['check', receiver, '--observe-url', observer, ...oneRule], { env, cwd });
    },
    good: '{"sn":"36X","dids":["1","2"]}',
    spoilt: 10,
  }),
  'check --observe-cmd': () =>
    file(
      ['check', receiver, '--observe-cmd', 'cat foreign.json # $YCM_SN', ...oneRule],
      '{"sn":"36X","dids":["1","2"]}',
      4,
    ),
  'load --observe-url': () => ({
    run: (text) => {
      state.text = text;
      const flags = ['--rate', '20', '--duration', '200ms', '--settle', '1s', '--observe-url', observer];
      return runCli(['load', receiver, ...flags], { env, cwd });
    },
    good: 'null',
    spoilt: 0,
    hostile: [nested(5000, '{"a":', '}', '1'), '[1,null,{"id":5}]'],
  }),
  'diff, before': () => file(['diff', 'foreign.json', 'good.json'], aReport),
  'diff, after': () => file(['diff', 'good.json', 'foreign.json'], aReport),
  'diff --json': () => file(['diff', '-', 'good.json', '--json'], aReport),
  'replay of a recording': () => file(['replay', 'foreign.json', nobody, ...quick], line('{"event":"test"}')),
  'replay of a recording to its own URL': () =>
    file(
      ['replay', 'foreign.json', '--as-recorded', ...quick],
      line('', {}, { method: 'GET', url: `${nobody}?message=%7B%7D` }),
    ),
  'replay of a report': () => file(['replay', 'foreign.json', nobody, '--as-recorded', ...quick], aReport),
  'replay --rule': () =>
    file(['replay', 'foreign.json', nobody, '--rule', 'signature/rejects-missing', ...quick], aReport),
  'check --baseline': () =>
    file(
      ['check', receiver, '--dry-run', '--baseline', 'foreign.json'],
      '{"knownFailures":[{"rule":"retry/applies-once","reason":"known","expires":"2099-01-01"}]}',
      30,
    ),
  'check --config': () =>
    file(
      ['check', '--dry-run', '--config', 'foreign.json'],
      JSON.stringify({ url: nobody, rules: ['retry/*'], method: 'POST', profile: { spacing: 'indented' } }),
      30,
    ),
  'check --sequence': () =>
    file(
      ['check', receiver, '--dry-run', '--sequence', 'foreign.json'],
      '{"steps":[{"how":"sent","reports":[{"event":"did_change","pbx":1,"at":1,"dids":[1]}]}]}',
      30,
    ),
  'send --profile': () =>
    file(
      ['send', nobody, '--retries', '1', '--profile', 'foreign.json'],
      '{"retryDelayMs":1,"spacing":"indented"}',
      30,
    ),
  'send --scenario': () =>
    file(
      ['send', nobody, ...quick, '--scenario', 'foreign.json'],
      '{"name":"one","steps":[{"action":"create-pbx","sn":"36A"},{"action":"resize","sn":"36A","repository":{"extensions":"5"}}]}',
      30,
    ),
  'send --webhooks': () =>
    file(
      ['send', ...quick, '--webhooks', 'foreign.json'],
      `{"webhooks":[{"url":"${nobody}","method":"POST","events":"All"}]}`,
      30,
    ),
  'send --body': () => file(['send', nobody, ...quick, '--body', '-'], '[]', 10),
  sign: () => file(['sign', '-'], '[]', 10),
  verify: () => file(['verify', 'x'.repeat(44), '-'], '{"a":[1,2]}', 30),
  'listen --record': () => ({
    run: (text) => {
      writeFileSync(join(cwd, 'foreign.ndjson'), text);
      const signal = AbortSignal.timeout(150);
      return runCli(['listen', '--port', '0', '--record', 'foreign.ndjson'], { env, cwd, signal });
    },
    good: line('{}'),
    spoilt: 10,
  }),
};

describe('JSON from others', () => {
  writeFileSync(join(cwd, 'quick.json'), '{"retryDelayMs": 1}');

  it.each(Object.entries(doors))(
    'ends %s with one sentence, whatever the JSON is',
    { timeout: 300_000 },
    async (name, openDoor) => {
      const door = openDoor();
      expect((await door.run(door.good)).exitCode, 'a text that the door is made for').not.toBe(2);
      const spoilt = Array.from({ length: door.spoilt }, (_, seed) => mutateText(door.good, seed));
      const deepInside = [3000, 100_000].flatMap((levels) =>
        [...door.good.matchAll(/"(?:[^"\\\n]|\\.)*"(?!:)|\b\d+\b/g)]
          .slice(0, 12)
          .map(({ 0: literal, index }) =>
            [door.good.slice(0, index), nested(levels), door.good.slice(index + literal.length)].join(''),
          ),
      );
      const texts = door.hostile ?? [...hostileJson, ...deepInside, ...spoilt];
      for (const [n, text] of texts.entries()) {
        expectCleanOutput(await door.run(text), `${name}, text ${n}: ${text.slice(0, 200)}`);
      }
    },
  );
});
