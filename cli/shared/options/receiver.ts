import { type FlagsOf, inGroup, type OptionTable } from './option.ts';
import { methodOptions, profileOptions } from './profile.ts';
import { secretOptions } from './secret.ts';
import { integer, repeated } from './values.ts';

/** How to reach the receiver, and the sender's settings. */
export const receiverOptions = {
  ...inGroup('Receiver', {
    header: {
      flag: '--header <header>',
      help: "add a request header, 'Name: value'; its value is never shown; repeatable",
      value: repeated(),
      config: { key: 'headers', read: linesOf, adds: true },
    },
    allowHost: {
      flag: '--allow-host <host>',
      help: 'allow requests to this host (name, host:port or URL), and with a port, only to that port; repeatable (this machine is always allowed)',
      value: repeated(),
      config: { key: 'allowHosts', adds: true },
    },
    insecure: { flag: '--insecure', help: 'accept any TLS certificate', config: { key: 'insecure' } },
  } satisfies OptionTable),
  ...secretOptions,
  ...inGroup('Sender', {
    timeout: {
      flag: '--timeout <seconds>',
      help: 'how long YCM waits for a response, 3 to 10 (default 5)',
      value: integer(3, 10),
      config: { key: 'timeoutSeconds' },
    },
    retries: {
      flag: '--retries <number>',
      help: 'number of retries after the first attempt, 1 to 5 (default 3)',
      value: integer(1, 5),
      config: { key: 'retryCount' },
    },
  } satisfies OptionTable),
  ...methodOptions,
  ...profileOptions,
} satisfies OptionTable;

export type ReceiverFlags = FlagsOf<typeof receiverOptions>;

function linesOf(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}
