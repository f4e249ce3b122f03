import { observerOptions, settleOption } from '../../../options/observer.ts';
import { type FlagsOf, inGroup, type OptionTable } from '../../../options/option.ts';
import { receiverOptions } from '../../../options/receiver.ts';
import { seedOption } from '../../../options/seed.ts';
import { duration, integer, longDuration, oneOf, repeated, text } from '../../../options/values.ts';
import { command } from '../../shared/command.ts';
import { mixture, rate, share } from './values.ts';

/** What to send, and when. */
const planOptions = {
  rate: {
    flag: '--rate <number>',
    help: 'messages per second, or max: as fast as the connections allow (default 100)',
    value: rate,
  },
  duration: {
    flag: '--duration <duration>',
    help: 'how long to send: 30s, 5m, 1h (default 10s)',
    value: longDuration,
  },
  count: {
    flag: '--count <number>',
    help: 'number of messages, not counting retries',
    value: integer(1, 1e12),
  },
  ramp: {
    flag: '--ramp <duration>',
    help: 'increase the rate over this time, which is part of the duration',
    value: longDuration,
  },
  arrivals: {
    flag: '--arrivals <how>',
    help: 'how messages are spread over time (default poisson: at random)',
    value: oneOf('poisson', 'even', 'burst'),
  },
  burstSize: {
    flag: '--burst-size <number>',
    help: "with --arrivals burst: number of messages per burst (default: one second's worth)",
    value: integer(1, 1e6),
  },
  connections: {
    flag: '--connections <number>',
    help: 'maximum number of connections (default 256)',
    value: integer(1, 65_535),
  },
  freshConnections: {
    flag: '--fresh-connections',
    help: 'open a connection for each attempt, as older Yeastar products do',
  },
  sign: {
    flag: '--sign <when>',
    help: 'each signs every message when it is due; once signs 1,000 messages in advance and repeats them (default each)',
    value: oneOf('each', 'once'),
  },
  events: {
    flag: '--events <shares>',
    help: 'share of each event: did_change=70,capacity_change=30',
    value: mixture,
  },
  repeated: {
    flag: '--repeated <share>',
    help: 'share of messages that repeat the previous one: 5%',
    value: share,
  },
  forged: {
    flag: '--forged <share>',
    help: 'share of messages that are forged and must be rejected: 5%',
    value: share,
  },
  via: {
    flag: '--via <redis>',
    help: 'let workers send the load: run hookswitch worker with this redis://HOST:PORT',
    value: text,
  },
  workers: {
    flag: '--workers <number>',
    help: 'with --via: start when this many workers have joined (default 1); --connections applies to each',
    value: integer(1, 1000),
  },
  ...seedOption('generate the same messages and schedule again'),
} satisfies OptionTable;

const stateOptions = {
  ...observerOptions,
  observeUrl: {
    ...observerOptions.observeUrl,
    help: "read a PBX's state as JSON from this URL, to compare it after the load; {sn} becomes its serial number",
  },
  ...settleOption,
} satisfies OptionTable;

/** Thresholds and output. */
const resultOptions = {
  maxP99: {
    flag: '--max-p99 <duration>',
    help: 'maximum p99 of the ack time, from when a message was due (default: the timeout)',
    value: duration,
  },
  maxFailed: {
    flag: '--max-failed <share>',
    help: 'maximum share of lost messages (default 0%)',
    value: share,
  },
  findLimit: {
    flag: '--find-limit',
    help: 'find the highest rate that your receiver sustains, starting with --rate',
  },
  abortOn: {
    flag: '--abort-on <share>',
    help: 'stop when more than this share of recent attempts fails: 20%',
    value: share,
  },
  report: {
    flag: '--report <format=path>',
    help: 'write a report: json, csv or html; - is standard output; repeatable',
    value: repeated({ names: ['json', 'csv', 'html'], assigns: true, path: 'file' }),
  },
  quiet: { flag: '-q, --quiet', help: 'print only the result' },
} satisfies OptionTable;

const hostOptions = {
  iOwnThisHost: {
    flag: '--i-own-this-host',
    help: 'confirm that you may load-test a host other than this machine; also needs --allow-host',
  },
  wait: {
    flag: '--wait <duration>',
    help: 'how long to wait for the receiver and the workers (default 30s)',
    value: duration,
  },
} satisfies OptionTable;

export const loadOptions = {
  ...inGroup('Load', planOptions),
  ...inGroup('Receiver', hostOptions),
  ...receiverOptions,
  ...stateOptions,
  ...inGroup('Result', resultOptions),
};

/** Shares are from 0 to 1, durations in milliseconds. */
export type LoadFlags = FlagsOf<typeof loadOptions>;

const notes = `
The schedule is fixed in advance: a slow receiver doesn't slow it down. In the result, lag is how late Hookswitch sent a message, service
is how long the response took, and ack is the time from when a message was due until it was acknowledged, including retries.

Examples:
  hookswitch load http://localhost:3000/webhook --rate 200 --duration 30s
  hookswitch load http://localhost:3000/webhook --rate 500 --forged 5% --repeated 5% --observe-url 'http://localhost:3000/state?sn={sn}'
  hookswitch load http://localhost:3000/webhook --find-limit --max-p99 500ms --report html=load.html
  hookswitch load https://staging.example.com/ycm --allow-host staging.example.com --i-own-this-host --rate 50
  hookswitch load http://10.0.0.7/webhook --allow-host 10.0.0.7 --i-own-this-host --via redis://10.0.0.5 --workers 2 --rate 300

Exit codes: 0 passed, 1 failed, 2 usage error, 3 receiver, Redis or workers not reachable, 4 end state unknown, 5 internal error,
  130 interrupted (the report shows what was sent)`;

export const loadCommand = command({
  name: 'load',
  description: 'send messages at a given rate, and check the response times and the resulting state',
  arguments: [{ name: '<url>', help: 'the receiver' }],
  options: loadOptions,
  notes,
  run: async ({ args: [url], flags, io }) => (await import('./run.ts')).runLoadCommand(url, flags, io),
});
