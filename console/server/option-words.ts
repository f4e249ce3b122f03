import type { OptionName, OptionWords } from '../../text/option-words.ts';

/** A flag of the command that starts the console. */
const atStart = (flag: string) => (value?: string) =>
  `${flag}${value === undefined ? '' : ` ${value}`} when you start the console`;

/** The page's labels. It has no fields for other options. */
const labels: Partial<Record<OptionName, string | ((value?: string) => string)>> = {
  allowHosts: atStart('--allow-host'),
  budgetMs: '“Budget”',
  exec: '“Start the receiver”',
  folder: atStart('--folder'),
  host: atStart('--host'),
  inboxPort: atStart('--inbox-port'),
  method: 'Request Method',
  observeUrl: 'the observer URL',
  port: atStart('--port'),
  rules: '“Rules”',
  thorough: '“Thorough”',
};

/** The words of the page: the label of a field. */
export const consoleWords: OptionWords = (option, value) => {
  const label = labels[option];
  if (typeof label === 'function') return label(value);
  return label === undefined || value === undefined ? label : `${label} ${value}`;
};
