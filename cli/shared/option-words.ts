import type { Command } from 'commander';
import type { OptionName, OptionWords } from '../../text/words/option-words.ts';

const flags = {
  abortOn: '--abort-on',
  allowHosts: '--allow-host',
  apply: '--apply',
  asRecorded: '--as-recorded',
  bail: '--bail',
  budgetMs: '--budget',
  downstreamPort: '--downstream-port',
  exec: '--exec',
  folder: '--folder',
  forwardTo: '--forward-to',
  payloadIn: '--payload-in',
  headers: '--header',
  host: '--host',
  inboxPort: '--inbox-port',
  insecure: '--insecure',
  json: '--json',
  method: '--method',
  missed: '--missed',
  name: '--name',
  observe: 'observe',
  observeCheck: '--observe-check',
  observeCmd: '--observe-cmd',
  observeHistory: '--observe-history',
  observeIgnore: '--observe-ignore',
  observeUrl: '--observe-url',
  only: '--only',
  ownsHost: '--i-own-this-host',
  port: '--port',
  rate: '--rate',
  record: '--record',
  report: '--report',
  resetCmd: '--reset-cmd',
  restart: '--exec',
  previousSecret: '--previous-secret-env',
  rule: '--rule',
  rules: '--rules',
  schedules: '--schedules',
  seed: '--seed',
  settleMs: '--settle',
  sequence: '--sequence',
  thorough: '--thorough',
  time: '--time',
  waitMs: '--wait',
  workers: '--workers',
} satisfies Record<OptionName, string>;

/** The words of the terminal: `--allow-host example.com`. */
export const terminalWords: OptionWords = (option, value) =>
  value === undefined ? flags[option] : `${flags[option]} ${value}`;

/** Like {@link terminalWords}, without `--exec` for commands that lack it. */
export const wordsFor =
  ({ options }: Pick<Command, 'options'>): OptionWords =>
  (option, value) =>
    option === 'exec' && !options.some(({ long }) => long === flags.exec)
      ? undefined
      : terminalWords(option, value);

const examples: Partial<Record<OptionName, string>> = {
  observeUrl: "'http://…/state?sn={sn}'",
  restart: "'COMMAND'",
  downstreamPort: 'PORT',
  previousSecret: 'NAME',
};

/** Like {@link terminalWords}, with placeholders for values: `--downstream-port PORT`. */
export const terminalExamples: OptionWords = (option, value = examples[option]) =>
  terminalWords(option, value);
