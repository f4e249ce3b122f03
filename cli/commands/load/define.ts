import { type Command, Option } from 'commander';
import type { Io } from '../../shared/io.ts';
import { type Done, load } from '../../shared/lazy.ts';
import { collect, duration, integer } from '../../shared/parse.ts';
import { noLists, receiverFlags } from '../../shared/shared-flags.ts';
import type { LoadFlags } from './flags.ts';
import { longDuration, mixture, rate, share } from './parse.ts';

export function addLoad(program: Command, io: Io, done: Done): void {
  const command = program
    .command('load')
    .argument('<url>', 'the receiver')
    .description(
      'many messages at a rate: whether the receiver acknowledges inside the timeout, and is still right',
    );
  planFlags(command);
  verdictFlags(command);
  receiverFlags(command);
  command.addHelpText('after', loadHelp);
  command.action(async (url: string, flags: LoadFlags) =>
    done(await (await load()).load(url, { ...noLists, ...flags }, io)),
  );
}

/** What is sent, and when. */
function planFlags(command: Command): void {
  command
    .option('--rate <number>', 'messages a second, or max: as fast as the connections go (default 100)', rate)
    .option('--duration <duration>', 'how long messages are due: 30s, 5m, 1h (default 10s)', longDuration)
    .option('--count <number>', 'how many messages, resends not counted', integer(1, 1e12))
    .option(
      '--ramp <duration>',
      'let the rate grow over this time, which is part of the duration',
      longDuration,
    )
    .addOption(
      new Option('--arrivals <how>', 'how messages are spread (default poisson: by chance)').choices([
        'poisson',
        'even',
        'burst',
      ]),
    )
    .option(
      '--burst-size <number>',
      "how many are due at once with burst (default a second's worth)",
      integer(1, 1e6),
    )
    .option('--connections <number>', 'at most so many at once (default 256)', integer(1, 65_535))
    .option('--fresh-connections', 'open one for each attempt, as older Yeastar senders do')
    .addOption(
      new Option(
        '--sign <when>',
        'make and sign each message when it is due (default), or a set once',
      ).choices(['each', 'once']),
    )
    .option('--events <shares>', 'how often each event is drawn: did_change=70,capacity_change=30', mixture)
    .option('--repeated <share>', 'so many messages repeat the one before: 5%', share)
    .option('--forged <share>', 'so many messages are forged, and have to be refused: 5%', share)
    .option(
      '--via <redis>',
      'have others send it: those that run hookswitch worker with this redis://HOST:PORT',
    )
    .option(
      '--workers <number>',
      'with --via: begin when so many have joined; --connections and the like are for each (default 1)',
      integer(1, 1000),
    )
    .option('--seed <number>', 'draw the same messages and due times again', integer(0, 2 ** 31 - 1));
}

/** What is demanded, and where it is told. */
function verdictFlags(command: Command): void {
  command
    .option(
      '--max-p99 <duration>',
      'the longest ack at p99, from when a message was due (default the timeout)',
      duration,
    )
    .option('--max-failed <share>', 'how many messages may be lost (default 0%)', share)
    .option('--find-limit', 'look for the highest rate that holds, beginning with --rate')
    .option(
      '--observe-url <url>',
      "shows a PBX's state as JSON, to be right after the storm; {sn} is its serial number",
    )
    .option(
      '--observe-cmd <command>',
      'prints the state of the PBX in its environment variable YCM_SN as JSON',
    )
    .option('--settle <duration>', 'how long an effect may come after the ack (default 2s)', duration)
    .option(
      '--wait <duration>',
      'how long to wait for the receiver to listen, and for workers (default 30s): 30s, 500ms',
      duration,
    )
    .option('--abort-on <share>', 'stop when more than so many attempts of some seconds fail: 20%', share)
    .option('--i-own-this-host', 'another host than this machine is mine to load; beside --allow-host')
    .option('--report <format=path>', 'json, csv or html; - is standard output; repeatable', collect)
    .option('-q, --quiet', 'the result only');
}

const loadHelp = `
Due times are fixed beforehand and never wait for the receiver. lag is how late the tool sent, service how long an answer took, ack
from when a message was due to its acknowledgement, resends included.

Examples:
  hookswitch load http://localhost:3000/webhook --rate 200 --duration 30s
  hookswitch load http://localhost:3000/webhook --rate 500 --forged 5% --repeated 5% --observe-url 'http://localhost:3000/state?sn={sn}'
  hookswitch load http://localhost:3000/webhook --find-limit --max-p99 500ms --report html=load.html
  hookswitch load https://staging.example.com/ycm --allow-host staging.example.com --i-own-this-host --rate 50
  hookswitch load http://10.0.0.7/webhook --allow-host 10.0.0.7 --i-own-this-host --via redis://10.0.0.5 --workers 4 --rate 40000

Exit codes: 0 all that is demanded was met, 1 something was missed, 2 wrong use, 3 receiver, Redis or workers not reachable, 4 the end state could not be told,
  5 our mistake, 130 interrupted (the report tells what was sent)`;
