import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { checkBy } from '../../../check/check.ts';
import { testMessage } from '../../../simulator/index.ts';
import { listenLocally } from '../../support/listen-locally.ts';
import { simulated } from '../../support/simulated.ts';
import { testSecret } from '../check-fixture.ts';
import { ownRule } from '../own-rules.ts';

it('a rule that ends while its messages are queued does not end the process', () =>
  simulated(async () => {
    let answers = true;
    const server = createServer((_request, response) => {
      if (answers) response.end();
    });
    const url = `${await listenLocally(server)}/`;
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const unhandled: unknown[] = [];
    const note = (error: unknown) => void unhandled.push(error);
    process.on('unhandledRejection', note);
    onTestFinished(() => void process.off('unhandledRejection', note));
    const interrupt = new AbortController();
    const leaves = ownRule('leaves', async (ctx) => {
      answers = false;
      for (let n = 0; n < 100; n += 1) void ctx.deliver(testMessage);
      setTimeout(() => interrupt.abort(), 100);
      await ctx.pause(60_000);
    });
    const { interrupted } = await checkBy([leaves], { url, secret: testSecret, signal: interrupt.signal });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([interrupted, unhandled]).toEqual([true, []]);
  }));
