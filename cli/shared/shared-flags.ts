import { type Command, Option } from 'commander';
import { HookswitchError } from '../../simulator/errors.ts';
import { collect, integer } from './parse.ts';

/** How a receiver is reached and what the sender is set to. */
export function receiverFlags(command: Command): void {
  secretFlags(command);
  methodFlags(command);
  command
    .option(
      '--header <header>',
      "a header for a proxy in front: 'Name: value'; its value is never shown; repeatable",
      collect,
    )
    .option('--allow-host <host>', 'a host other than this machine that may be reached; repeatable', collect)
    .option('--insecure', 'accept any TLS certificate')
    .option('--timeout <seconds>', 'how long YCM waits for an answer, 3 to 10 (default 5)', integer(3, 10))
    .option('--retries <number>', 'how often YCM sends again, 1 to 5 (default 3)', integer(1, 5));
  profileFlags(command);
}

/** How a webhook sends. */
export function methodFlags(command: Command): void {
  command
    .addOption(
      new Option('--method <method>', 'the request method of the webhook (default POST)').choices([
        'POST',
        'GET',
      ]),
    )
    .addOption(
      new Option('--get-carriage <where>', 'where a GET carries the message').choices([
        'body',
        'query',
        'none',
      ]),
    );
}

/** What a webhook does where the vendor is silent. */
export function profileFlags(command: Command): void {
  command
    .option('--profile <file>', 'JSON: how the sender behaves where the vendor is silent')
    .option('--choice <name=value>', 'one choice of the profile: spacing=indented; repeatable', collect)
    .option('--vary', 'let the seed pick whatever the vendor leaves open and nothing above says');
}

export function secretFlags(command: Command): void {
  command
    .option(
      '--secret-env <name>',
      'the environment variable that holds the secret (default YCM_WEBHOOK_SECRET)',
    )
    .option('--secret-file <file>', 'a file that holds the secret')
    .addOption(
      new Option('--secret <value>').hideHelp().argParser(() => {
        // Not commander's own error: that one quotes the argument.
        throw new HookswitchError(
          'bad-flag',
          'a secret is never a plain argument, where others can read it: give it in YCM_WEBHOOK_SECRET, --secret-env or --secret-file',
        );
      }),
    );
}

/** Repeatable flags that were not given; as defaults of commander's they would show in the help. */
export const noReceiverLists = { header: [], allowHost: [] };
export const noLists = { ...noReceiverLists, rules: [], exclude: [], report: [], event: [] };
