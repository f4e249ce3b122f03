import { createServer } from 'node:http';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { sign } from '../../../simulator/signature/signature.ts';
import { isAliveAtTheEnd } from '../../../suites/security/is-alive-at-the-end.ts';
import { stackTraceIn } from '../../../text/errors/stack-trace.ts';
import { testSecret } from '../../runner/check-fixture.ts';
import { checkServing, serverOf, verdictOf } from '../../runner/check-server.ts';

const rule = 'security/reveals-no-secret';

describe('a stack trace', () => {
  const traces = [
    [
      'Node.js',
      'TypeError: x is not a function\n    at Object.receive (/srv/app/server.js:12:7)\n    at node:internal/main:1:2',
    ],
    ['Node.js', 'Error: no\n    at file:///srv/app/index.mjs:3:9'],
    ['Node.js', 'Error: no\n    at async C:\\app\\dist\\server.ts:3:9'],
    [
      'Node.js',
      '<pre>SyntaxError: Unexpected end<br> &nbsp; &nbsp;at JSON.parse (&lt;anonymous&gt;)<br> &nbsp; &nbsp;at parse (/app/json.js:93:21)</pre>',
    ],
    ['Python', 'Traceback (most recent call last):\n  File "/app/main.py", line 2, in <module>'],
    ['Python', '<pre>File &quot;/app/views.py&quot;, line 24, in webhook</pre>'],
    ['Java', 'java.lang.NullPointerException\n\tat com.example.Hooks.receive(Hooks.java:24)'],
    ['Java', 'at com.example.ApplicationKt$module$1.invokeSuspend(Application.kt:15)'],
    ['PHP', '<b>Fatal error</b>:  Uncaught TypeError in <b>/var/www/hook.php</b> on line <b>12</b>'],
    ['PHP', 'Stack trace:\n#0 /var/www/html/hook.php(12): json_decode(Array)\n#1 {main}'],
    ['Go', 'panic: runtime error\n\ngoroutine 6 [running]:\nmain.receive(0xc0000a8000)'],
    ['.NET', 'System.Exception: no\n   at Hooks.Program.Receive(HttpContext ctx) in /src/Program.cs:line 12'],
    ['.NET', 'at System.Text.Json.ThrowHelper.ReThrowWithPath(ReadStack& state, JsonReaderException ex)'],
    ['Ruby', "/app/server.rb:12:in `block in <main>'"],
  ] as const;

  it.each(traces)('of %s is recognized: %s', (runtime, trace) => {
    expect(stackTraceIn(trace)).toBe(runtime);
  });

  it.each(traces)('of %s is recognized in a JSON string: %s', (runtime, trace) => {
    expect(stackTraceIn(JSON.stringify({ error: { detail: trace } }))).toBe(runtime);
  });

  it.each([
    '',
    'Received.',
    '{"received":true,"at":"2026-11-25T02:15:42.506Z"}',
    'received at 2026-11-25 02:15:42:506 by server.example:3000',
    'Invalid JSON at line 1 column 10: Unexpected token } in JSON at position 9',
    'The file message.json, line 3, is malformed.',
    '<a href="/docs/errors.php?line=12">What now?</a> Look at System Status (green).',
    'at /webhook: 401',
    '[{"event":"did_change","sn":"36A","trunkDidInfoList":[]}]',
  ])('is not seen in %s', (text) => {
    expect(stackTraceIn(text)).toBeUndefined();
  });

  it('is searched for quickly, whatever the response', () => {
    const start = performance.now();
    for (const bait of ['at ', 'at a.a(', 'in a.php', '#1 ', 'File "', '.rb:1'])
      stackTraceIn(bait.repeat(50_000));
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('security/reveals-no-secret', () => {
  it('finds the trace that Express shows by default', async () => {
    const app = express().post('/webhook', express.json(), (_request, response) => void response.end());
    const [result] = await checkServing(createServer(app), [rule]);
    expect(result?.finding?.actual).toMatch(/^the response to .* contains a stack trace of Node\.js$/);
    expect(result?.finding?.fix).toMatch(/^Reject with a status and a fixed sentence\./);
  });

  it.each([
    ['unchanged', (secret: string) => secret],
    ['in Base64', (secret: string) => Buffer.from(secret).toString('base64')],
    ['in hex', (secret: string) => Buffer.from(secret).toString('hex')],
    ['in upper-case hex', (secret: string) => Buffer.from(secret).toString('hex').toUpperCase()],
  ])('finds the secret %s, and does not repeat it', async (_title, spell) => {
    const server = serverOf((_message, response) => void response.end(`key=${spell(testSecret)}`));
    const results = await checkServing(server, [rule]);
    expect(results[0]?.finding?.actual).toMatch(/^the response to .* contains the webhook's secret$/);
    expect(JSON.stringify(results)).not.toContain(testSecret);
  });

  it('finds the signature that would have been correct, in a header too', async () => {
    const server = serverOf((message, response) => {
      response.setHeader('X-Expected', sign(testSecret, Buffer.from(message))).end();
    });
    expect(await verdictOf(server, rule)).toMatch(
      /^fail: the response to .* contains the expected signature$/,
    );
  });

  it('finds the correct signature in upper-case hex, as .NET writes it', async () => {
    const dashed = (signature: string) =>
      Buffer.from(signature, 'base64').toString('hex').toUpperCase().match(/../g)?.join('-') ?? '';
    const server = serverOf((message, response) => {
      response.end(dashed(sign(testSecret, Buffer.from(message))));
    });
    expect(await verdictOf(server, rule)).toMatch(
      /^fail: the response to .* contains the expected signature$/,
    );
  });

  it('allows a receiver to return the message it was sent, with its signature', async () => {
    const server = serverOf((message, response, request) => {
      response.end(JSON.stringify({ headers: request.headers, message }));
    });
    expect(await verdictOf(server, rule)).toBe('pass');
  });

  it('is inconclusive without responses', async () => {
    const server = createServer((request) => request.socket.destroy());
    expect(await verdictOf(server, rule)).toBe('inconclusive: the receiver sent no response');
  });
});

describe('security/is-alive-at-the-end', () => {
  const last = 'security/is-alive-at-the-end';

  it('fails a receiver that has exited by then', async () => {
    let isGone = false;
    const server = serverOf((message, response, request) => {
      if (message.startsWith('{"event":')) isGone ||= message.length < 20;
      if (isGone) request.socket.destroy();
      else response.end();
    });
    const results = await checkServing(server, [rule, last]);
    expect(results.find(({ id }) => id === last)?.verdict).toBe('fail');
  });

  it('fails a receiver that responds 500 to reports by then, even if it acknowledges the test message', async () => {
    let isBroken = false;
    const server = serverOf((message, response) => {
      isBroken ||= /[^ -~]/.test(message);
      response.writeHead(isBroken && message.startsWith('[') ? 500 : 200).end();
    });
    const results = await checkServing(server, ['signature/accepts-non-ascii', last]);
    expect(results.find(({ id }) => id === last)?.verdict).toBe('fail');
  });

  it('passes a receiver that responds 500 to every DID report, if it acknowledges the test message', async () => {
    const server = serverOf((message, response) => {
      response.writeHead(message.includes('trunkDidInfoList') ? 500 : 200).end();
    });
    const results = await checkServing(server, ['acknowledgement/acknowledges-the-test-message', last]);
    expect(results.find(({ id }) => id === last)?.verdict).toBe('pass');
  });

  it('fails a receiver that has stopped applying what it acknowledges', async () => {
    const ctx = (stopped?: object) => ({
      run: { endedUnseen: () => undefined, acknowledged: () => 1 },
      serial: () => '36TESTTEST0010ZK',
      dids: () => [],
      updateTime: () => 1773110920,
      deliver: async () => ({ isAcknowledged: true }),
      stoppedApplying: async () => stopped,
    });
    await expect(isAliveAtTheEnd.run(ctx() as never)).resolves.toBeUndefined();
    const stopped = {
      ...{ waiting: 84, forMs: 23_000, lastApplied: 'a DID change, about PBX 36A' },
      ...{ firstWaiting: 'a test, about PBX 36B', between: ['a message with an empty list'] },
    };
    await expect(isAliveAtTheEnd.run(ctx(stopped) as never)).rejects.toMatchObject({
      actual:
        'it has applied nothing for at least 23.00 s: 84 acknowledged reports have no effect. The last with an effect was a DID change, about PBX 36A. The first without one was a test, about PBX 36B. One of these may have stopped it: a message with an empty list',
      details: { why: expect.stringMatching(/^YCM takes an acknowledged message for delivered/) },
      fix: expect.stringContaining('its worker or queue has stopped'),
    });
  });

  it('ignores a receiver that acknowledged nothing before', async () => {
    const server = serverOf((_message, response) => void response.writeHead(500).end());
    expect(await verdictOf(server, last)).toBe(
      'inconclusive: no genuine message was acknowledged earlier in the check',
    );
  });
});
