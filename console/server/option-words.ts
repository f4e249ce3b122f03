import type { OptionName, OptionWords } from '../../text/option-words.ts';

/** A flag of the command that starts the console. */
const atStart = (flag: string) => (value?: string) =>
  `${flag}${value === undefined ? '' : ` ${value}`} when you start the console`;

/** The labels of the page; `undefined` is what the page has no field for. */
const labels = {
  abortOn: undefined,
  allowHosts: atStart('--allow-host'),
  asRecorded: undefined,
  downstreamPort: undefined,
  exec: undefined,
  folder: atStart('--folder'),
  getCarriage: undefined,
  headers: undefined,
  host: atStart('--host'),
  inboxPort: atStart('--inbox-port'),
  insecure: undefined,
  json: undefined,
  method: 'Request Method',
  name: undefined,
  observe: undefined,
  observeCmd: undefined,
  observeUrl: 'the observer URL',
  only: undefined,
  ownsHost: undefined,
  port: atStart('--port'),
  rate: undefined,
  record: undefined,
  report: undefined,
  restart: undefined,
  retiredSecret: undefined,
  rule: undefined,
  rules: 'Rules',
  thorough: '“Thorough”',
  waitMs: undefined,
  workers: undefined,
} satisfies Record<OptionName, string | ((value?: string) => string) | undefined>;

/** The words of the page: the label of a field. */
export const consoleWords: OptionWords = (option, value) => {
  const label: string | ((value?: string) => string) | undefined = labels[option];
  if (typeof label === 'function') return label(value);
  return label === undefined || value === undefined ? label : `${label} ${value}`;
};
