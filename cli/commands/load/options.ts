import { observerOptions, settleOption } from '../../shared/options/observer.ts';
import type { FlagsOf, OptionTable } from '../../shared/options/option.ts';
import { receiverOptions } from '../../shared/options/receiver.ts';
import { seedOption } from '../../shared/options/seed.ts';
import { duration, integer, longDuration, oneOf, repeated, text } from '../../shared/options/values.ts';
import { mixture, rate, share } from './values.ts';

/** What is sent, and when. */
const planOptions = {
  rate: {
    flag: '--rate <number>',
    help: 'messages a second, or max: as fast as the connections go (default 100)',
    value: rate,
  },
  duration: {
    flag: '--duration <duration>',
    help: 'how long messages are due: 30s, 5m, 1h (default 10s)',
    value: longDuration,
  },
  count: {
    flag: '--count <number>',
    help: 'how many messages, resends not counted',
    value: integer(1, 1e12),
  },
  ramp: {
    flag: '--ramp <duration>',
    help: 'let the rate grow over this time, which is part of the duration',
    value: longDuration,
  },
  arrivals: {
    flag: '--arrivals <how>',
    help: 'how messages are spread (default poisson: by chance)',
    value: oneOf('poisson', 'even', 'burst'),
  },
  burstSize: {
    flag: '--burst-size <number>',
    help: "how many are due at once with burst (default a second's worth)",
    value: integer(1, 1e6),
  },
  connections: {
    flag: '--connections <number>',
    help: 'at most so many at once (default 256)',
    value: integer(1, 65_535),
  },
  freshConnections: {
    flag: '--fresh-connections',
    help: 'open one for each attempt, as older Yeastar senders do',
  },
  sign: {
    flag: '--sign <when>',
    help: 'make and sign each message when it is due (default), or a set once',
    value: oneOf('each', 'once'),
  },
  events: {
    flag: '--events <shares>',
    help: 'how often each event is drawn: did_change=70,capacity_change=30',
    value: mixture,
  },
  repeated: { flag: '--repeated <share>', help: 'so many messages repeat the one before: 5%', value: share },
  forged: {
    flag: '--forged <share>',
    help: 'so many messages are forged, and have to be refused: 5%',
    value: share,
  },
  via: {
    flag: '--via <redis>',
    help: 'have others send it: those that run hookswitch worker with this redis://HOST:PORT',
    value: text,
  },
  workers: {
    flag: '--workers <number>',
    help: 'with --via: begin when so many have joined; --connections and the like are for each (default 1)',
    value: integer(1, 1000),
  },
  ...seedOption('draw the same messages and due times again'),
} satisfies OptionTable;

/** What is demanded, and where it is told. */
const verdictOptions = {
  maxP99: {
    flag: '--max-p99 <duration>',
    help: 'the longest ack at p99, from when a message was due (default the timeout)',
    value: duration,
  },
  maxFailed: {
    flag: '--max-failed <share>',
    help: 'how many messages may be lost (default 0%)',
    value: share,
  },
  findLimit: { flag: '--find-limit', help: 'look for the highest rate that holds, beginning with --rate' },
  observeUrl: {
    ...observerOptions.observeUrl,
    help: "shows a PBX's state as JSON, to be right after the storm; {sn} is its serial number",
  },
  observeCmd: observerOptions.observeCmd,
  ...settleOption,
  wait: {
    flag: '--wait <duration>',
    help: 'how long to wait for the receiver to listen, and for workers (default 30s): 30s, 500ms',
    value: duration,
  },
  abortOn: {
    flag: '--abort-on <share>',
    help: 'stop when more than so many attempts of some seconds fail: 20%',
    value: share,
  },
  iOwnThisHost: {
    flag: '--i-own-this-host',
    help: 'another host than this machine is mine to load; beside --allow-host',
  },
  report: {
    flag: '--report <format=path>',
    help: 'json, csv or html; - is standard output; repeatable',
    value: repeated({ names: ['json', 'csv', 'html'], assigns: true, path: 'file' }),
  },
  quiet: { flag: '-q, --quiet', help: 'the result only' },
} satisfies OptionTable;

export const loadOptions = { ...planOptions, ...verdictOptions, ...receiverOptions };

/** Shares are from 0 to 1, durations in milliseconds. */
export type LoadFlags = FlagsOf<typeof loadOptions>;
