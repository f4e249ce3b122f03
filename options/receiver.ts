import { type FlagsOf, inGroup, type OptionTable } from './option.ts';
import { methodOptions, profileOptions } from './profile.ts';
import { secretOptions } from './secret.ts';
import { integer, repeated } from './values.ts';

const headersByName = {
  type: 'object',
  propertyNames: {
    description: 'A header name of letters, digits and hyphens.',
    pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$",
  },
  additionalProperties: {
    description: 'A header value without line breaks.',
    type: 'string',
    pattern: '^[^\\r\\n\\u0000]*$',
  },
};

/** How to reach the receiver, and the sender's settings. */
export const receiverOptions = {
  ...inGroup('Receiver', {
    header: {
      flag: '--header <header>',
      help: "add a request header, 'Name: value'; its value is never shown; repeatable",
      about: 'Headers added to every request, by name. Their values are never shown.',
      value: { ...repeated(), show: withoutValue },
      config: { key: 'headers', read: linesOf, adds: true, schema: headersByName },
    },
    allowHost: {
      flag: '--allow-host <host>',
      help: 'allow requests to this host (name, host:port or URL), and with a port, only to that port; repeatable (this machine is always allowed)',
      about:
        'Hosts that Hookswitch may send to, besides this machine. If one contains a port, only that port is allowed.',
      value: repeated(),
      config: {
        key: 'allowHosts',
        adds: true,
        schema: {
          items: {
            description: 'A host name, an address, host:port or a URL.',
            type: 'string',
            pattern: '^\\S+$',
          },
        },
      },
      library: 'allowHosts',
    },
    insecure: {
      flag: '--insecure',
      help: 'accept any TLS certificate',
      about: 'Whether any TLS certificate is accepted. Default: no.',
      config: { key: 'insecure' },
      library: 'insecure',
    },
  } satisfies OptionTable),
  ...secretOptions,
  ...inGroup('Sender', {
    timeout: {
      flag: '--timeout <seconds>',
      help: 'how long YCM waits for a response, 3 to 10 (default 5)',
      value: integer(3, 10),
      config: { key: 'timeoutSeconds', schema: { $ref: 'settings.schema.json#/properties/timeoutSeconds' } },
    },
    retries: {
      flag: '--retries <number>',
      help: 'number of retries after the first attempt, 1 to 5 (default 3)',
      value: integer(1, 5),
      config: { key: 'retryCount', schema: { $ref: 'settings.schema.json#/properties/retryCount' } },
    },
  } satisfies OptionTable),
  ...methodOptions,
  ...profileOptions,
} satisfies OptionTable;

export type ReceiverFlags = FlagsOf<typeof receiverOptions>;

function withoutValue(header: string): string {
  return `${header.split(':')[0]}: ***`;
}

function linesOf(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}
