import type { Forwarder } from '../../../listener/forwarding/forwarder.ts';
import { openRecording } from '../../../listener/recording/recording-file.ts';
import type { Redaction } from '../../../listener/redaction/redact-arrival.ts';
import { keptInMessages } from '../../../listener/redaction/redact-message.ts';
import { planInWords, type ResponsePlan } from '../../../listener/response-plan.ts';
import { defaultLimits } from '../../../listener/serving/server.ts';
import { type Ending, startReceiver } from '../../../listener/session/receiver.ts';
import { RequestCounter } from '../../../listener/session/request-counter.ts';
import { warnOfStalls } from '../../../listener/session/stalls.ts';
import { createWriter } from '../../../listener/session/writer.ts';
import type { LineFile } from '../../../simulator/journal/line-file.ts';
import { quoteForShell } from '../../../text/formats/shell-quote.ts';
import { fingerprint, redactorOf } from '../../../text/secrets/redact.ts';
import { type Colors, colorsFor } from '../../../text/terminal/colors.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { type Io, textWidth } from '../../shared/io.ts';
import { programName } from '../../shared/own-command.ts';
import { findSecret } from '../../shared/secret.ts';
import type { ListenFlags } from './command.ts';
import { forwarderOf, redactionOf } from './forwarding.ts';

/** `hookswitch listen`: a receiver that shows requests and their signatures, and responds as planned. */
export async function runListen(flags: ListenFlags, io: Io): Promise<number> {
  const secret = findSecret(flags, io);
  const [forwarder, redact] = [forwarderOf(flags), redactionOf(flags, secret, io)];
  const recording = flags.record === undefined ? undefined : openRecording(flags.record, io.cwd);
  try {
    return await listenWith(flags, { secret, forwarder, redact, recording }, io);
  } finally {
    recording?.close();
  }
}

async function listenWith(
  flags: ListenFlags,
  {
    secret,
    forwarder,
    redact,
    recording,
  }: {
    readonly secret: string | undefined;
    readonly forwarder: Forwarder | undefined;
    readonly redact: Redaction | undefined;
    readonly recording: LineFile | undefined;
  },
  io: Io,
): Promise<number> {
  const people = flags.json ? io.stderr : io.stdout;
  const colors = colorsFor(people, io.env);
  const [write, writeData] = [createWriter(people, io.signal), createWriter(io.raw.stdout, io.signal)];
  const counter = new RequestCounter();
  const plan = planOf(flags);
  const { bound, ended } = await startReceiver({
    host: flags.host,
    port: flags.port,
    secret,
    plan,
    forwarder,
    isRecorded: recording !== undefined,
    redact,
    count: flags.count,
    detail: flags.verbose ? 'verbose' : flags.quiet ? 'quiet' : 'plain',
    limits: defaultLimits,
    style: { colors, redactor: redactorOf({ secrets: [secret] }), width: textWidth(people) },
    counter,
    print: (lines) => write(lines.map((line) => `${line}\n`).join('')),
    record: async (line) => {
      recording?.append([line]);
      if (flags.json) await writeData(`${JSON.stringify(line)}\n`);
    },
    signal: io.signal,
  });
  warnOfCut(recording, flags, io);
  if (bound.isOpen) io.stderr.write(openWarning);
  if (redact)
    io.stderr.write(`hookswitch: the recording keeps ${keptInMessages}; everything else is replaced\n`);
  people.write(headline(bound.url, forwarder?.url ?? plan, secret, flags.count, colors));
  const stopWarning = warnOfStalls(io);
  const ending = await ended.finally(stopWarning);
  people.write(`${counter.inWords(colors)}\n`);
  if (counter.missed > 0) people.write(howToReplay(flags));
  return exitCodeOf(ending, flags);
}

/** Ctrl-C is the normal end, unless it waits for a number of requests. */
function exitCodeOf(ending: Ending, { count }: ListenFlags): number {
  if (ending.kind === 'failed') throw ending.error;
  return ending.kind === 'done' || count === undefined ? exitCodes.passed : exitCodes.interrupted;
}

function howToReplay({ record, allowHost }: ListenFlags): string {
  if (record === undefined) return 'Add --record FILE to be able to send such requests again.\n';
  const hosts = allowHost.flatMap((host) => ['--allow-host', host]);
  const words = ['replay', record, '--missed', ...hosts].map(quoteForShell);
  return `To send what the receiver has not acknowledged: ${programName} ${words.join(' ')}\n`;
}

const openWarning =
  'hookswitch: other machines can reach this address; anyone can send requests, which are answered and shown here\n';

function warnOfCut(recording: LineFile | undefined, { record }: ListenFlags, { stderr }: Io): void {
  if (recording === undefined || recording.cutBytes === 0) return;
  stderr.write(
    `hookswitch: ${record} ended with an unfinished line of ${recording.cutBytes} bytes, which was removed\n`,
  );
}

function planOf({ status, close, hang, delay = 0 }: ListenFlags): ResponsePlan {
  if (close) return { responses: [{ kind: 'close' }], delayMs: delay };
  if (hang) return { responses: [{ kind: 'hang' }], delayMs: 0 };
  return { responses: status ?? [{ kind: 'status', status: 200 }], delayMs: delay };
}

function headline(
  url: string,
  plan: ResponsePlan | string,
  secret: string | undefined,
  count: number | undefined,
  colors: Colors,
): string {
  const key =
    secret === undefined ? 'no secret, so signatures are not checked' : `secret ${fingerprint(secret)}`;
  const end =
    count === undefined ? 'press Ctrl-C to stop' : `stops after ${count === 1 ? 'one request' : count}`;
  const what = typeof plan === 'string' ? `forwards to ${plan}` : `responds with ${planInWords(plan)}`;
  return `Listening at ${colors.bold(url)}: ${colors.dim(`${what}, ${key}; ${end}`)}\n`;
}
