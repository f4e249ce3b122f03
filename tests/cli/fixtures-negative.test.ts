import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { describe, expect, it } from 'vitest';
import {
  createReference,
  faultyReceivers,
  rightReceivers,
  startReceiver,
} from '../../fixtures/receivers/index.ts';
import { rules } from '../../suites/index.ts';
import { type Entry, type Folder, fixturesIn, newFolder, sendBytes } from './fixture-folder.ts';
import { env, secret } from './recording-receiver.ts';

type Verdict = Entry['expected']['verdict'] | `neither: ${number}`;

/** What a receiver makes of every fixture of a folder of raw requests, over sockets. */
async function verdictsOf(server: Server, folder: Folder): Promise<Map<Entry, Verdict>> {
  const receiver = await startReceiver(server);
  const atOnce = pLimit(64);
  try {
    const judged = await Promise.all(
      folder.manifest.files.map((entry) =>
        atOnce(async () => {
          const status = await sendBytes(receiver.url, folder.bytesOf(entry));
          return [entry, verdictOf(status)] as const;
        }),
      ),
    );
    return new Map(judged);
  } finally {
    await receiver.close();
  }
}

function verdictOf(status: number): Verdict {
  if (status >= 200 && status <= 299) return 'acknowledge';
  return status >= 400 && status <= 499 ? 'refuse' : `neither: ${status}`;
}

function misjudged(verdicts: Map<Entry, Verdict>): string[] {
  return [...verdicts]
    .filter(([entry, verdict]) => verdict !== entry.expected.verdict)
    .map(([entry, verdict]) => `${entry.what}: ${verdict}`);
}

const raw = (argv: readonly string[] = [], path?: string) =>
  fixturesIn(['--negative', '--seed', '7', '--format', 'http', ...argv], env, path);

let made: Promise<Folder> | undefined;
/** By POST in the default profile: made once. */
function posted(): Promise<Folder> {
  made ??= raw();
  return made;
}

let bodies: Promise<Folder> | undefined;
/** The same, their bodies alone. */
function bodiesOnly(): Promise<Folder> {
  bodies ??= fixturesIn(['--negative', '--seed', '7'], env);
  return bodies;
}

describe('a right receiver gives the verdicts of the negative fixtures', () => {
  it.each([
    { method: 'POST', getCarriage: 'body' },
    { method: 'GET', getCarriage: 'body' },
    { method: 'GET', getCarriage: 'query' },
    { method: 'GET', getCarriage: 'none' },
  ] as const)('by $method, carried in $getCarriage', async ({ method, getCarriage }) => {
    const folder = await raw(['--method', method, '--get-carriage', getCarriage, '--count', '2']);
    expect(folder.manifest).toMatchObject({ method, negative: true });
    const verdicts = await verdictsOf(createReference({ secret, method, getCarriage }), folder);
    expect(misjudged(verdicts)).toEqual([]);
    expect(new Set(verdicts.values())).toEqual(new Set(['acknowledge', 'refuse']));
  });

  it.each([
    {
      spacing: 'indented',
      keyOrder: 'reversed',
      escapeNonAscii: true,
      contentType: '',
      deletionList: 'null',
    },
    { spacing: 'spaced', escapeSlashes: true, accept: '', userAgent: '', deletionList: 'last' },
    { contentType: 'text/plain', deletionList: 'absent' },
  ])('in the profile %j', async (profile) => {
    const path = newFolder();
    writeFileSync(join(path, 'profile.json'), JSON.stringify(profile));
    const folder = await raw(['--profile', 'profile.json'], path);
    expect(misjudged(await verdictsOf(createReference({ secret }), folder))).toEqual([]);
  });

  it.each(['test', 'capacity_change', 'pce_delete,trunk_delete'])('made of %s', async (events) => {
    const folder = await raw(['--event', events]);
    const made = new Set(folder.manifest.files.map(({ event }) => event));
    expect(made).toEqual(new Set(events.split(',')));
    expect(misjudged(await verdictsOf(createReference({ secret }), folder))).toEqual([]);
  });

  it.each(rightReceivers)('however right it is: $name', async ({ create }) => {
    expect(misjudged(await verdictsOf(create({ secret }), await posted()))).toEqual([]);
  });
});

it('what is refused changes nothing, and every PBX is in one message only, but for those that are to be', async () => {
  const folder = await posted();
  const receiver = await startReceiver(createReference({ secret }));
  const seen = new Map<string, string>();
  try {
    for (const entry of folder.manifest.files) {
      const bytes = folder.bytesOf(entry);
      await sendBytes(receiver.url, bytes);
      for (const [, sn = ''] of bytes.toString('latin1').matchAll(/"sn":"(36\w+)"/g)) {
        if (entry.rule.startsWith('retry/')) continue;
        expect(seen.get(sn), `${entry.what} has the PBX of another`).toBeUndefined();
        seen.set(sn, entry.what);
        if (entry.expected.verdict === 'acknowledge') continue;
        const state = await fetch(receiver.observeUrl.replace('{sn}', sn));
        expect(await state.json(), entry.what).toBeNull();
      }
    }
  } finally {
    await receiver.close();
  }
  expect(seen.size).toBeGreaterThan(80);
});

describe('openssl agrees', () => {
  /** The signature of each file under the secret, made by openssl alone, as in scripts/known-answers.sh. */
  function byOpenssl(folder: Folder, key: string, ...format: readonly string[]): Map<string, string> {
    const output = format.length > 0 ? format.join(' ') : '-binary';
    const end = format.length > 0 ? "sed 's/.*= *//'" : 'openssl base64 -A; echo';
    const script = `for f in *.json; do [ "$f" = manifest.json ] && continue
      printf '%s ' "$f"; openssl dgst -sha256 ${output} -hmac "$KEY" <"$f" | { ${end}; }; done`;
    const lines = execFileSync('sh', ['-c', script], {
      cwd: folder.path,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, KEY: key },
    });
    return new Map(
      lines
        .trim()
        .split('\n')
        .map((line) => line.split(' ') as [string, string]),
    );
  }

  const signatures = ({ headers }: Entry) =>
    headers.filter(([name]) => name.toLowerCase() === 'x-signature').map(([, value]) => value);

  it('with which signatures are right, and which are not', async () => {
    const folder = await bodiesOnly();
    const right = byOpenssl(folder, secret);
    for (const entry of folder.manifest.files) {
      const values = signatures(entry);
      expect(entry.isGenuine, entry.what).toBe(values.join() === right.get(entry.file));
      expect(entry.signature).toBe(values.length === 0 ? null : values.join(', '));
    }
  });

  it('that all is genuine that is to be acknowledged, and nothing that a rule of signatures refuses', async () => {
    for (const { expected, isGenuine, rule, what } of (await bodiesOnly()).manifest.files) {
      if (expected.verdict === 'acknowledge') expect(isGenuine, what).toBe(true);
      else expect(isGenuine, what).toBe(!rule.startsWith('signature/'));
    }
  });

  it('with how the wrong ones are made', async () => {
    const folder = await bodiesOnly();
    const right = byOpenssl(folder, secret);
    const hex = byOpenssl(folder, secret, '-hex');
    const ofEmptySecret = byOpenssl(folder, '');
    const made = (what: string) => {
      const entry = folder.manifest.files.find((one) => one.what === `a did_change message ${what}`);
      if (!entry) throw new Error(`there is none ${what}`);
      return { given: signatures(entry), genuine: right.get(entry.file) ?? '', file: entry.file };
    };
    const expectMade = (what: string, make: (genuine: string, file: string) => readonly string[]) => {
      const { given, genuine, file } = made(what);
      expect(given, what).toEqual(make(genuine, file));
    };
    expectMade('without an X-Signature header', () => []);
    expectMade('with an empty X-Signature', () => ['']);
    expectMade('signed with an empty secret', (_, file) => [ofEmptySecret.get(file) ?? '']);
    expectMade('with the right digest in hex', (_, file) => [hex.get(file) ?? '']);
    expectMade('with the right digest after sha256=', (genuine) => [`sha256=${genuine}`]);
    expectMade('with its signature in lower case', (genuine) => [genuine.toLowerCase()]);
    expectMade('with the right digest in Base64 without its padding', (genuine) => [
      genuine.replace('=', ''),
    ]);
    expectMade('with the right digest in Base64url', (genuine) => {
      expect(genuine).toMatch(/\+.*\/|\/.*\+/);
      return [genuine.replaceAll('+', '-').replaceAll('/', '_')];
    });
    const forged = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';
    expectMade('with two X-Signature headers of which the last is genuine', (genuine) => [forged, genuine]);
  });

  /** The signature of other bytes than the file's, by openssl. */
  function signatureOfBytes(bytes: Uint8Array): string {
    return execFileSync('sh', ['-c', 'openssl dgst -sha256 -binary -hmac "$KEY" | openssl base64 -A'], {
      input: bytes,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, KEY: secret },
    });
  }

  it.each<[what: string, change: (bytes: Buffer) => Uint8Array]>([
    [
      'with the signature of its JSON parsed and written again',
      (bytes) => Buffer.from(JSON.stringify(JSON.parse(bytes.toString()))),
    ],
    ['with the signature of its body without the last newline', (bytes) => bytes.subarray(0, -1)],
    [
      'with the signature of its body with other line ends',
      (bytes) => Buffer.from(bytes.toString().replaceAll('\r\n', '\n')),
    ],
    [
      'with a character replaced by a byte that is not UTF-8 after signing',
      (bytes) => Buffer.from(bytes.toString('utf8')),
    ],
    ['with the signature of an empty body', () => Buffer.alloc(0)],
  ])('that a message %s is signed so', async (what, change) => {
    const folder = await bodiesOnly();
    const entry = folder.manifest.files.find((one) => one.what === `a did_change message ${what}`);
    if (!entry) throw new Error('there is none');
    expect(entry.signature).toBe(signatureOfBytes(change(folder.bytesOf(entry))));
    expect(entry.isGenuine).toBe(false);
  });
});

describe('receivers with one mistake', () => {
  /** Rules about one message by itself, as far as its answer shows it; a fixture knows one secret, so none that was before. */
  const shown =
    /^(signature\/(accepts|rejects(?!-retired)|checks)|message\/(accepts|tolerates|refuses)|acknowledgement\/acknowledges-(every|the)|method\/refuses)/;
  const beyond: Record<string, string> = {
    'refuses-chunked': 'fixtures are about bytes and headers, not about framing',
    'first-chunk-only': 'fixtures are about bytes, not about how they arrive',
    'leaves-out-unknown-fields': 'it acknowledges, and only its state shows what it left out',
    'query-accepted-too': "fixtures are about bodies and headers; the URL is the reader's own",
    'crashes-beside-a-deletion':
      'null beside a deletion may be refused or ignored, so there is no verdict on it',
    'crashes-on-null-items': 'null as an item may be refused or ignored, so there is no verdict on it',
  };
  const shownByAnswers = faultyReceivers.filter(
    ({ name, fails, webhook }) =>
      webhook === undefined && beyond[name] === undefined && fails.some((rule) => shown.test(rule)),
  );

  it('are most of those that there are', () => expect(shownByAnswers.length).toBeGreaterThan(50));

  it.each(shownByAnswers)('$name is told, by a rule that it fails', async ({ create, fails }) => {
    const verdicts = await verdictsOf(create({ secret }), await posted());
    const rulesOfWrong = [...verdicts].flatMap(([{ rule, expected }, verdict]) =>
      verdict === expected.verdict ? [] : [rule],
    );
    expect(fails.filter((rule) => rulesOfWrong.includes(rule))).not.toEqual([]);
  });
});

describe('what is said of a negative fixture', () => {
  it('is a reason in one sentence, with the rule of the catalogue that demands it', async () => {
    const { manifest } = await bodiesOnly();
    for (const { expected, rule, level, what } of manifest.files) {
      expect(rules.find(({ id }) => id === rule)?.level, what).toBe(level);
      expect(expected.why).toMatch(/^[A-Z][^.]* \([a-z-]+\/[a-z-]+\)\.$/);
      expect(expected.why).toContain(`(${rule}).`);
    }
    expect(new Set(manifest.files.map(({ what }) => what)).size).toBe(manifest.files.length);
    const names = manifest.files.map(({ file }) => file.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });
});
