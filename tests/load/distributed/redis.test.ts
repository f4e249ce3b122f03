import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { listenLocally } from '../../support/listen-locally.ts';
import { env, withReceiver } from '../../support/recording-receiver.ts';
import { runCli } from '../../support/run-cli.ts';

const password = 'correct-horse-battery';

it.each([
  // As Redis 7 and Redis 5 say it.
  `ERR unknown command 'AUTH', with args beginning with: 'default' '${password}' `,
  `ERR unknown command \`AUTH\`, with args beginning with: \`default\`, \`${password}\`, `,
  `ERR ${password} is not what I expected`,
])('does not show the password that Redis repeats: %s', async (reply) => {
  const server = createServer((socket) => {
    // A reply for each command: several may arrive at once.
    const answer = (bytes: Buffer) =>
      socket.write(`-${reply}\r\n`.repeat(`${bytes}`.match(/^\*/gm)?.length ?? 0));
    socket.on('error', () => {}).on('data', answer);
  });
  const base = await listenLocally(server);
  onTestFinished(() => void server.close());
  await withReceiver(undefined, async ({ url }) => {
    const argv = ['load', url, '--count', '1', '--via', base.replace('http:', 'redis:')];
    const { exitCode, stdout, stderr } = await runCli(argv, {
      env: { ...env, HOOKSWITCH_REDIS_PASSWORD: password },
    });
    expect([exitCode, stderr]).toEqual([
      3,
      expect.stringMatching(/^hookswitch: Redis at .* cannot be used: ERR /),
    ]);
    expect(stdout + stderr).not.toContain(password);
  });
});
