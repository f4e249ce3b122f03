import { inGroup, type OptionTable } from './option.ts';
import { duration, shellCommand, url } from './values.ts';

/** How to see the receiver's state. */
export const observerOptions = inGroup('State', {
  observeUrl: {
    flag: '--observe-url <url>',
    help: "read a PBX's state as JSON from this URL; {sn} becomes its serial number",
    about: "An http or https URL that returns a PBX's state as JSON. {sn} becomes its serial number.",
    value: url,
    config: { key: 'observeUrl', unless: 'observeCmd' },
    library: 'observeUrl',
  },
  observeCmd: {
    flag: '--observe-cmd <command>',
    help: "read a PBX's state from this command's output; its serial number is in YCM_SN",
    about:
      "A shell command that prints a PBX's state as JSON. Its serial number is in the environment variable YCM_SN.",
    value: shellCommand,
    config: { key: 'observeCmd', unless: 'observeUrl' },
    library: 'observeCmd',
  },
} satisfies OptionTable);

export const settleOption = inGroup('State', {
  settle: {
    flag: '--settle <duration>',
    help: 'how long after the ack the state may still change (default 2s)',
    about: 'How long after the ack the state may still change. Default: 2 seconds.',
    value: duration,
    config: { key: 'settleMs' },
    library: 'settleMs',
  },
} satisfies OptionTable);
