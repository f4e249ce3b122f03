import type { OptionName, OptionWords } from '../../text/words/option-words.ts';

/** A flag of the command that starts the console. */
const atStart = (flag: string) => (value?: string) =>
  `${flag}${value === undefined ? '' : ` ${value}`} when you start the console`;

/** A flag for which the page has no field, for the command that reruns a rule. */
const onCommandLine = (flag: string) => (value?: string) =>
  `${flag}${value === undefined ? '' : ` ${value}`} on the command line`;

/** The page's labels, and where to give other options. */
const labels: Partial<Record<OptionName, string | ((value?: string) => string)>> = {
  allowHosts: atStart('--allow-host'),
  budgetMs: '“Budget”',
  exec: '“Start the receiver”',
  folder: atStart('--folder'),
  headers: onCommandLine('--header'),
  host: atStart('--host'),
  inboxPort: atStart('--inbox-port'),
  method: 'Request Method',
  observeCheck: onCommandLine('--observe-check'),
  observeHistory: onCommandLine('--observe-history'),
  observeIgnore: onCommandLine('--observe-ignore'),
  observeUrl: 'the observer URL',
  payloadIn: onCommandLine('--payload-in'),
  port: atStart('--port'),
  rules: '“Rules”',
  settleMs: onCommandLine('--settle'),
  thorough: '“Thorough”',
};

/** The words of the page: the label of a field. */
export const consoleWords: OptionWords = (option, value) => {
  const label = labels[option];
  if (typeof label === 'function') return label(value);
  return label === undefined || value === undefined ? label : `${label} ${value}`;
};
