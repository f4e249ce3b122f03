import { inGroup, type OptionTable } from './option.ts';
import { duration, text } from './values.ts';

/** How to see the receiver's state. */
export const observerOptions = inGroup('State', {
  observeUrl: {
    flag: '--observe-url <url>',
    help: "read a PBX's state as JSON from this URL; {sn} becomes its serial number",
    value: text,
    config: { key: 'observeUrl', unless: 'observeCmd' },
  },
  observeCmd: {
    flag: '--observe-cmd <command>',
    help: "read a PBX's state from this command's output; its serial number is in YCM_SN",
    value: text,
    config: { key: 'observeCmd', unless: 'observeUrl' },
  },
} satisfies OptionTable);

export const settleOption = inGroup('State', {
  settle: {
    flag: '--settle <duration>',
    help: 'how long after the ack the state may still change (default 2s)',
    value: duration,
    config: { key: 'settleMs' },
  },
} satisfies OptionTable);
