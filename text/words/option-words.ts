/** The options by their names in the library. Each front end has its own names. */
export type OptionName =
  /** Share of failing attempts that stops a load. */
  | 'abortOn'
  /** Hosts that messages may go to, besides loopback. */
  | 'allowHosts'
  /** Send a report that the receiver stores. */
  | 'apply'
  /** Send recorded messages byte for byte. */
  | 'asRecorded'
  /** How many failed rules stop a check. */
  | 'bail'
  /** The time limit of a check. */
  | 'budgetMs'
  /** The port of the simulated downstream service. */
  | 'downstreamPort'
  /** A command that starts the receiver. */
  | 'exec'
  /** The receiver that requests are passed on to. */
  | 'forwardTo'
  /** The console's folder. */
  | 'folder'
  /** How a GET carries its message. */
  | 'payloadIn'
  /** Headers to add. */
  | 'headers'
  /** The address to listen on. */
  | 'host'
  /** The inbox's port. */
  | 'inboxPort'
  /** Accept any certificate. */
  | 'insecure'
  /** Print lines of JSON. */
  | 'json'
  /** The request method. */
  | 'method'
  /** Only messages that the receiver never acknowledged. */
  | 'missed'
  /** The name of a worker. */
  | 'name'
  /** A function that returns the receiver's state. */
  | 'observe'
  /** Names of values to compare although they usually aren't. */
  | 'observeCheck'
  /** A command that prints the receiver's state. */
  | 'observeCmd'
  /** The observer shows a log. */
  | 'observeHistory'
  /** Patterns of values that aren't compared. */
  | 'observeIgnore'
  /** A URL that returns the receiver's state. */
  | 'observeUrl'
  /** Which messages of a recording to send. */
  | 'only'
  /** Confirms that the host may be put under load. */
  | 'ownsHost'
  /** The port to listen on. */
  | 'port'
  /** Messages or requests per second. */
  | 'rate'
  /** The file of a recording. */
  | 'record'
  /** The file of a report. */
  | 'report'
  /** A command that resets the receiver's state. */
  | 'resetCmd'
  /** How to kill and restart the receiver. */
  | 'restart'
  /** The webhook's previous secret. */
  | 'previousSecret'
  /** Which rule's exchanges in a report to send again. */
  | 'rule'
  /** Which rules to check. */
  | 'rules'
  /** How long an effect may take after the ack. */
  | 'settleMs'
  /** How many schedules to try. */
  | 'schedules'
  /** The seed of generated cases. */
  | 'seed'
  /** A sequence to try again. */
  | 'sequence'
  /** Take minutes instead of seconds. */
  | 'thorough'
  /** Real or simulated time. */
  | 'time'
  /** How long to wait for the receiver. */
  | 'waitMs'
  /** How many workers to wait for. */
  | 'workers';

/** An option in a sentence, with its value. */
export interface NamedOption {
  /** The name in the library. */
  readonly option: OptionName;
  /** Its value. */
  readonly value?: string | undefined;
}

/** Text for front ends that have this option. */
export interface Clause {
  /** The option that the text needs. */
  readonly onlyWith: OptionName;
  /** The text. */
  readonly text: Sentence;
}

/** A sentence whose options are named by the front end. */
export type Sentence = string | readonly (string | NamedOption | Clause)[];

/** The front end's name for an option; `undefined` if the front end doesn't have the option. */
export type OptionWords = (option: OptionName, value?: string) => string | undefined;

/** An option for a {@link sentence}. */
export function option(name: OptionName, value?: string): NamedOption {
  return { option: name, value };
}

/** A part of a {@link sentence} for front ends that have this option. */
export function onlyWith(name: OptionName, text: Sentence): Clause {
  return { onlyWith: name, text };
}

/** A template tag for text with options. */
export function sentence(
  texts: TemplateStringsArray,
  ...values: readonly (number | NamedOption | Clause | Sentence)[]
): Sentence {
  const parts = texts.flatMap((text, n) => [text, ...values.slice(n, n + 1)]);
  return parts
    .flatMap((part) => (typeof part === 'number' ? String(part) : part))
    .filter((part) => part !== '');
}

/**
 * Formats a sentence with the names that a front end, such as the command line, uses for options. An option that the front end doesn't have
 * keeps its library name.
 *
 * @param said The sentence.
 * @param words How to name options. Default: as in the library.
 */
export function inWords(said: Sentence, words: OptionWords = libraryWords): string {
  if (typeof said === 'string') return said;
  return said.map((part) => partInWords(part, words)).join('');
}

function partInWords(part: string | NamedOption | Clause, words: OptionWords): string {
  if (typeof part === 'string') return part;
  if ('onlyWith' in part) return words(part.onlyWith) === undefined ? '' : inWords(part.text, words);
  return words(part.option, part.value) ?? libraryWords(part.option, part.value) ?? part.option;
}

/** The sentence with each text changed, for instance masked. */
export function mapTexts(said: Sentence, change: (text: string) => string): Sentence {
  if (typeof said === 'string') return change(said);
  return said.map((part) => {
    if (typeof part === 'string') return change(part);
    if ('onlyWith' in part) return { ...part, text: mapTexts(part.text, change) };
    return part.value === undefined ? part : { ...part, value: change(part.value) };
  });
}

/** The first option in a sentence. */
export function optionIn(said: Sentence): OptionName | undefined {
  if (typeof said === 'string') return undefined;
  for (const part of said) {
    if (typeof part === 'string') continue;
    return 'onlyWith' in part ? (optionIn(part.text) ?? part.onlyWith) : part.option;
  }
  return undefined;
}

const lists: readonly OptionName[] = ['allowHosts', 'observeCheck', 'observeIgnore', 'rules'];

/** The library's words: options have their names in code. There is no command to run. */
export function libraryWords(name: OptionName, value?: string): string | undefined {
  if (name === 'exec') return undefined;
  if (value === undefined) return name;
  const [, amount, unit = ''] = /^(\d+)(s|m)$/.exec(value) ?? [];
  // A duration is in milliseconds in code, and YAML, JSON and JavaScript write it alike.
  if (amount !== undefined && name.endsWith('Ms'))
    return `${name}: ${Number(amount) * (unit === 'm' ? 60_000 : 1000)}`;
  return `${name}: ${JSON.stringify(lists.includes(name) ? [value] : value)}`;
}
