import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { createReference } from '../../fixtures/receivers/reference.ts';
import { failed, report } from '../reports/support/sample-report.ts';
import { expectCleanOutput } from '../support/expect-clean-output.ts';
import { hostileJson, nested } from '../support/hostile-json.ts';
import { mutateText } from '../support/mutate-text.ts';
import { env, secret } from '../support/recording-receiver.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { serve } from '../support/serve.ts';
import { line } from './commands/replay/replay-driver.ts';

const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-hostile-'));
const nobody = 'http://127.0.0.1:9/';
const aReport = JSON.stringify(report([failed({ id: 'signature/rejects-missing' })]), null, 2);
const started = await serve(createReference({ secret }));
const observer = await serve(createServer((_request, response) => response.end(state.text)));
const lastChecks = join(cwd, 'hookswitch/last-checks');
const state = { text: 'null' };

beforeAll(async () => {
  writeFileSync(join(cwd, 'good.json'), aReport);
  writeFileSync(join(cwd, 'quick.json'), '{"retryDelayMs": 1}');
  mkdirSync(join(cwd, 'set'));
  const events = ['--event', 'did_change', '--count', '2'];
  await runCli(['send', started.url, ...events, '--journal', 'good.jsonl'], { env, cwd });
  await run(doors['check --last-failed'] as Door, '');
});

/** These stand for a value in a command. */
const values: Record<string, string> = {
  NOBODY: nobody,
  RECEIVER: started.url,
  OBSERVER: observer.observeUrl,
};

/** Where text from others is read. */
interface Door {
  /** FILE stands for the file with the text. */
  readonly command: string | readonly string[];
  readonly good: string | (() => string);
  /** Puts the text where the command reads it (default: in FILE and in standard input). */
  readonly put?: (text: string) => void;
  /** How many times its text is corrupted at random (default 60). */
  readonly spoilt?: number;
  /** Fewer hostile texts, for a command that takes long. */
  readonly hostile?: readonly string[];
  /** The text may be anything, and messages quote it. */
  readonly takesAll?: true;
  /** The command creates the file. */
  readonly creates?: true;
  readonly endsAfterMs?: number;
}

const putState = (text: string) => {
  state.text = text;
};
const recorded = () => readFileSync(join(cwd, 'good.jsonl'), 'utf8');

const doors: Readonly<Record<string, Door>> = {
  'check --observe-url': {
    command: 'check RECEIVER --rules retry/applies-once --observe-url OBSERVER',
    put: putState,
    good: '{"sn":"36X","dids":["1","2"]}',
    spoilt: 10,
    takesAll: true,
  },
  'check --observe-cmd': {
    command: [...'check RECEIVER --rules retry/applies-once --observe-cmd'.split(' '), 'cat FILE # $YCM_SN'],
    good: '{"sn":"36X","dids":["1","2"]}',
    spoilt: 4,
    takesAll: true,
  },
  'check --baseline': {
    command: 'check RECEIVER --dry-run --baseline FILE',
    good: '{"knownFailures":[{"rule":"retry/applies-once","reason":"known","expires":"2099-01-01"}]}',
  },
  'check --config': {
    command: 'check --dry-run --config FILE',
    good: JSON.stringify({
      url: nobody,
      rules: ['retry/*'],
      method: 'POST',
      profile: { spacing: 'indented' },
    }),
  },
  'check --downstream-response': {
    command: 'check RECEIVER --dry-run --downstream-port 65535 --downstream-response FILE',
    good: '[{"path":"/token","body":{"a":[1]},"counts":false}]',
  },
  'check --last-failed': {
    command: 'check RECEIVER?last --rules signature/rejects-missing --last-failed',
    put: (text) => {
      const [name = ''] = readdirSync(lastChecks);
      writeFileSync(join(lastChecks, name), text);
    },
    good: '{"seed":7,"rules":{"a/b":{"verdict":"fail","seed":7,"checkedAt":"2026-03-10T09:00:00Z"}}}',
    spoilt: 30,
    takesAll: true,
  },
  'check --sequence': {
    command: 'check RECEIVER --dry-run --sequence FILE',
    good: '{"steps":[{"how":"sent","reports":[{"event":"did_change","pbx":1,"at":1,"dids":[1]}]}]}',
  },
  'load --observe-url': {
    command: 'load RECEIVER --rate 20 --duration 200ms --settle 1s --observe-url OBSERVER',
    put: putState,
    good: 'null',
    spoilt: 0,
    hostile: [nested(5000, '{"a":', '}', '1'), '[1,null,{"id":5}]'],
  },
  'baseline update': {
    command: 'baseline update FILE --reason x --expires 2099-01-01 --baseline known.json',
    good: aReport,
  },
  'baseline update --baseline': {
    command: 'baseline update good.json --reason x --expires 2099-01-01 --baseline FILE',
    good: '{"knownFailures":[]}',
    creates: true,
  },
  'diff, before': { command: 'diff FILE good.json', good: aReport },
  'diff, after': { command: 'diff good.json FILE', good: aReport },
  'diff --json': { command: 'diff - good.json --json', good: aReport },
  'fixtures --out': {
    command: 'fixtures --out set --event test --seed 1',
    put: (text) => writeFileSync(join(cwd, 'set/manifest.json'), text),
    good: '{"secretFingerprint":"x","files":[{"file":"test-1.json"}]}',
  },
  'listen --record': {
    command: 'listen --port 0 --record FILE',
    good: line('{}'),
    spoilt: 10,
    creates: true,
    endsAfterMs: 150,
  },
  'replay of a recording': { command: 'replay FILE NOBODY QUICK', good: line('{"event":"test"}') },
  'replay of a recording to its own URL': {
    command: 'replay FILE --as-recorded QUICK',
    good: line('', {}, { method: 'GET', url: `${nobody}?message=%7B%7D` }),
  },
  'replay of a report': { command: 'replay FILE NOBODY --as-recorded QUICK', good: aReport },
  'replay --rule': { command: 'replay FILE NOBODY --rule signature/rejects-missing QUICK', good: aReport },
  'replay of a journal': { command: 'replay FILE NOBODY QUICK', good: recorded, spoilt: 500 },
  'replay of a journal to its own URL': {
    command: 'replay FILE --as-recorded QUICK',
    good: recorded,
    spoilt: 500,
  },
  'send --body': { command: 'send NOBODY QUICK --body FILE', good: '[]', takesAll: true },
  'send --journal': {
    command: 'send NOBODY QUICK --journal FILE',
    good: recorded,
    creates: true,
    spoilt: 300,
  },
  'send --profile': {
    command: 'send NOBODY --retries 1 --profile FILE',
    good: '{"retryDelayMs":1,"spacing":"indented"}',
  },
  'send --scenario': {
    command: 'send NOBODY QUICK --scenario FILE',
    good: JSON.stringify({
      name: 'one',
      steps: [
        { action: 'create-pbx', sn: '36A' },
        { action: 'resize', sn: '36A', repository: { extensions: '5' } },
      ],
    }),
    spoilt: 500,
  },
  'send --secret-file': { command: 'send NOBODY QUICK --secret-file FILE', good: secret },
  'send --webhooks': {
    command: 'send QUICK --webhooks FILE',
    good: `{"webhooks":[{"url":"${nobody}","method":"POST","events":"All"}]}`,
  },
  sign: { command: 'sign FILE', good: '[]', takesAll: true },
  verify: { command: `verify ${'x'.repeat(44)} FILE`, good: '{"a":[1,2]}', takesAll: true },
};

/** Runs the command, with this name in place of FILE. */
function run({ command, endsAfterMs }: Door, file: string, stdin = ''): Promise<CliResult> {
  const argv = (typeof command === 'string' ? command.split(' ') : command)
    .flatMap((word) => (word === 'QUICK' ? ['--profile', 'quick.json', '--retries', '1'] : word))
    .map((word) => word.replace(/\b[A-Z]+\b/, (name) => (name === 'FILE' ? file : (values[name] ?? name))));
  const signal = endsAfterMs === undefined ? {} : { signal: AbortSignal.timeout(endsAfterMs) };
  return runCli(argv, { env: { ...env, XDG_CACHE_HOME: cwd }, cwd, stdin, ...signal });
}

function runWith(door: Door, text: string): Promise<CliResult> {
  (door.put ?? ((it) => writeFileSync(join(cwd, 'foreign.json'), it)))(text);
  return run(door, 'foreign.json', text);
}

/** A file of another purpose: it contains a secret. */
const leaked = 'mvM5JZeCqxDCMUdpgGzCTPGGbOcOouDr';
const secrets = [`${leaked}-and-more`, `{"secret": ${leaked}}`];

it.each(Object.entries(doors))(
  '%s ends with one sentence, whatever the text is',
  { timeout: 300_000 },
  async (name, door) => {
    const good = typeof door.good === 'string' ? door.good : door.good();
    expect((await runWith(door, good)).exitCode, 'a text that the door is made for').not.toBe(2);
    const spoilt = Array.from({ length: door.spoilt ?? 60 }, (_, seed) => mutateText(good, seed));
    const deepInside = [3000, 100_000].flatMap((levels) =>
      [...good.matchAll(/"(?:[^"\\\n]|\\.)*"(?!:)|\b\d+\b/g)]
        .slice(0, 12)
        .map(({ 0: literal, index }) =>
          [good.slice(0, index), nested(levels), good.slice(index + literal.length)].join(''),
        ),
    );
    const texts = door.hostile ?? ['', ...secrets, ...hostileJson, ...deepInside, ...spoilt];
    for (const [n, text] of texts.entries()) {
      const result = await runWith(door, text);
      const what = `${name}, text ${n}: ${text.slice(0, 200)}`;
      expectCleanOutput(result, what);
      if (secrets.includes(text) && !door.takesAll)
        expect([result.exitCode, result.stderr], what).toEqual([2, expect.not.stringContaining(leaked)]);
    }
  },
);

const files = Object.entries(doors).filter(
  ([, { command }]) => typeof command === 'string' && command.includes('FILE'),
);

it.each(files)('%s refuses a file that cannot be read', { timeout: 120_000 }, async (_name, door) => {
  writeFileSync(join(cwd, 'latin1.json'), Buffer.from('{"a":"é"}', 'latin1'));
  const cases: readonly (readonly [file: string, sentence: RegExp])[] = [
    ['.', /it is a folder|not a regular file/],
    ['/dev/zero', /larger than \d+|not a regular file/],
    ...(door.creates ? [] : ([['absent.json', /absent\.json/]] as const)),
    ...(door.creates || door.takesAll ? [] : ([['latin1.json', /UTF-8/]] as const)),
  ];
  for (const [file, sentence] of cases) {
    const { exitCode, stdout, stderr } = await run(door, file);
    expect([file, exitCode, stdout, stderr]).toEqual([file, 2, '', expect.stringMatching(sentence)]);
    expect(stderr).toMatch(/^hookswitch: [^\n]+\n$/);
  }
});
