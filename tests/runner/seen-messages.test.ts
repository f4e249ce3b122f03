import type { RequestListener } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Rule } from '../../runner/rule.ts';
import { didChange } from '../../runner/rule-kit.ts';
import { acknowledgesQuickly } from '../../suites/acknowledgement/acknowledges-quickly.ts';
import { checkServing, serverOf } from './check-server.ts';
import { checkOwn, ownRule } from './own-rules.ts';

const noSecret = 'security/reveals-no-secret';
const trace =
  'TypeError: x is not a function\n    at handle (/srv/app/webhook.js:12:7)\n    at next (/srv/app/node_modules/express/lib/router.js:5:1)';

/** The result of the first rule, after others that send the messages. */
async function resultBeside(
  others: readonly string[],
  rule: string,
  ...[server, options]: [ReturnType<typeof serverOf>, object?]
) {
  const results = await checkServing(server, [rule, ...others], options);
  return results.find(({ id }) => id === rule);
}

/** Sends so many genuine messages, one after the other. */
const sender = (messages: number, whenDone = () => {}) =>
  ownRule('sends', async (ctx) => {
    for (let left = messages; left > 0; left -= 1) await ctx.deliver(didChange(ctx));
    whenDone();
  });

/** What `acknowledges-quickly` decides beside a rule that sends messages. */
async function quicklyBeside(rule: Rule, receiver: RequestListener, budgetMs = 60_000) {
  const settings = { timeoutSeconds: 3 };
  const { results } = await checkOwn([acknowledgesQuickly, rule], { receiver, settings, budgetMs });
  return results[0];
}

function slowReceiver(delayMs: () => number): RequestListener {
  return async (_request, response) => {
    await setTimeout(delayMs());
    response.end();
  };
}

it('passes a rule that has no time left by the messages of other rules', async () => {
  const receiver = slowReceiver(() => 400);
  expect(await quicklyBeside(sender(1000), receiver, 20_000)).toMatchObject({
    verdict: 'pass',
    evidence: {
      attempts: [],
      notes: [expect.stringMatching(/^decided by \d+ messages of other rules: 0 were slow$/)],
    },
  });
});

it('fails a rule that has no time left if even the fastest of many concurrent messages is slow, and only then', async () => {
  const sendsAtOnce = ownRule('sends', async (ctx) => {
    await Promise.all(Array.from({ length: 40 }, () => ctx.deliver(didChange(ctx))));
    await ctx.pause(600_000);
  });
  let received = 0;
  const [all, allButOne] = [() => 1500, () => (++received === 30 ? 0 : 1500)].map(slowReceiver);
  expect(await quicklyBeside(sendsAtOnce, all as RequestListener, 20_000)).toMatchObject({
    verdict: 'fail',
    finding: {
      actual: expect.stringMatching(/^all \d+ messages of the check took longer, even the fastest/),
    },
  });
  expect(await quicklyBeside(sendsAtOnce, allButOne as RequestListener, 20_000)).toMatchObject({
    verdict: 'inconclusive',
  });
});

it('fails a rule by slow messages of other rules, though its own are quick', async () => {
  let delayMs = 1500;
  const isQuick = () => {
    delayMs = 0;
  };
  const result = await quicklyBeside(
    sender(10, isQuick),
    slowReceiver(() => delayMs),
  );
  expect(result?.finding?.actual).toMatch(
    /^\d+ of \d+ messages of the check took longer; the last took 1\.\d\d s: /,
  );
  expect(result?.evidence.attempts).toHaveLength(1);
});

it('shows the response to a message of another rule that has a stack trace', async () => {
  const server = serverOf((message, response) => {
    const isHostile = message.includes('pce_delete');
    response.writeHead(isHostile ? 500 : 200).end(isHostile ? trace : '');
  });
  const result = await resultBeside(['acknowledgement/acknowledges-every-event'], noSecret, server);
  expect(result?.finding?.actual).toMatch(/pce_delete.* contains a stack trace of Node\.js$/);
  expect(JSON.stringify(result?.evidence.attempts[0]?.outcome)).toContain('webhook.js');
});

it('blames no response that only quotes what a forged message contains', async () => {
  const server = serverOf((message, response, request) => {
    const isForged = request.headers['x-signature'] === undefined || message === '';
    response.writeHead(isForged ? 401 : 200).end(JSON.stringify(request.headers) + message);
  });
  const forging = [
    'signature/rejects-weak-digest',
    'signature/rejects-other-encoding',
    'signature/rejects-doubled-header',
  ];
  const result = await resultBeside([...forging, 'signature/rejects-malformed-signature'], noSecret, server);
  expect(result?.verdict).toBe('pass');
});

it('prints no rerun for what a rule alone does not show', async () => {
  const server = serverOf((message, response) => {
    response
      .writeHead(message.includes('pce_delete') ? 500 : 200)
      .end(trace.repeat(Number(message.includes('pce_delete'))));
  });
  const rerunCommand = ({ id }: { readonly id: string }) => `again ${id}`;
  const result = await resultBeside(['acknowledgement/acknowledges-every-event'], noSecret, server, {
    rerunCommand,
  });
  expect(result).toMatchObject({ verdict: 'fail' });
  expect(result?.rerun).toBeUndefined();
});

it('blames no redirect of another path, which only the diagnosis tries', async () => {
  const server = serverOf((_message, response, request) => {
    response.writeHead(request.url === '/webhook' ? 404 : 308, { location: '/login' }).end();
  });
  const result = await resultBeside(
    ['acknowledgement/acknowledges-every-event'],
    'acknowledgement/does-not-redirect',
    server,
  );
  expect(result?.verdict).toBe('inconclusive');
});
