import type { OptionTable } from './option.ts';
import { duration, text } from './values.ts';

/** How the receiver's state is seen. */
export const observerOptions = {
  observeUrl: {
    flag: '--observe-url <url>',
    help: "shows a PBX's state as JSON; {sn} is replaced by its serial number",
    value: text,
    config: { key: 'observeUrl', unless: 'observeCmd' },
  },
  observeCmd: {
    flag: '--observe-cmd <command>',
    help: 'prints the state of the PBX in its environment variable YCM_SN as JSON',
    value: text,
    config: { key: 'observeCmd', unless: 'observeUrl' },
  },
} satisfies OptionTable;

export const settleOption = {
  settle: {
    flag: '--settle <duration>',
    help: 'how long an effect may come after the ack (default 2s)',
    value: duration,
    config: { key: 'settleMs' },
  },
} satisfies OptionTable;
