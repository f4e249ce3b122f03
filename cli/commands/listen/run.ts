import { type AnswerPlan, planInWords } from '../../../listener/answer-plan.ts';
import { openRecording, type RecordingFile } from '../../../listener/recording/recording-file.ts';
import { defaultLimits } from '../../../listener/serving/server.ts';
import { type Ending, startReceiver } from '../../../listener/session/receiver.ts';
import { RequestCounter } from '../../../listener/session/request-counter.ts';
import { warnOfStalls } from '../../../listener/session/stalls.ts';
import { createWriter } from '../../../listener/session/writer.ts';
import { type Colors, colorsFor } from '../../../text/colors.ts';
import { fingerprint, redactorOf } from '../../../text/redact.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { Io } from '../../shared/io.ts';
import { findSecret } from '../../shared/secret.ts';
import type { ListenFlags } from './options.ts';

/** `hookswitch listen`: a receiver that shows requests and their signatures, and responds as planned. */
export async function runListen(flags: ListenFlags, io: Io): Promise<number> {
  const secret = findSecret(flags, io);
  const recording = flags.record === undefined ? undefined : openRecording(flags.record, io.cwd);
  try {
    return await listenWith(flags, secret, recording, io);
  } finally {
    recording?.close();
  }
}

async function listenWith(
  flags: ListenFlags,
  secret: string | undefined,
  recording: RecordingFile | undefined,
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
    count: flags.count,
    detail: flags.verbose ? 'verbose' : flags.quiet ? 'quiet' : 'plain',
    limits: defaultLimits,
    style: { colors, redactor: redactorOf({ secrets: [secret] }) },
    counter,
    print: (lines) => write(lines.map((line) => `${line}\n`).join('')),
    record: async (line) => {
      recording?.add(line);
      if (flags.json) await writeData(`${JSON.stringify(line)}\n`);
    },
    signal: io.signal,
  });
  warnOfCut(recording, flags, io);
  if (bound.isOpen) io.stderr.write(openWarning);
  people.write(headline(bound.url, plan, secret, flags.count, colors));
  const stopWarning = warnOfStalls(io);
  const ending = await ended.finally(stopWarning);
  people.write(`${counter.inWords(colors)}\n`);
  return exitCodeOf(ending, flags);
}

/** Ctrl-C is the normal end, unless it waits for a number of requests. */
function exitCodeOf(ending: Ending, { count }: ListenFlags): number {
  if (ending.kind === 'failed') throw ending.error;
  return ending.kind === 'done' || count === undefined ? exitCodes.passed : exitCodes.interrupted;
}

const openWarning =
  'hookswitch: other machines can reach this address; anyone can send requests, which are answered and shown here\n';

function warnOfCut(recording: RecordingFile | undefined, { record }: ListenFlags, { stderr }: Io): void {
  if (recording === undefined || recording.cutBytes === 0) return;
  stderr.write(
    `hookswitch: ${record} ended with an unfinished line of ${recording.cutBytes} bytes, which was removed\n`,
  );
}

function planOf({ status, close, hang, delay = 0 }: ListenFlags): AnswerPlan {
  if (close) return { answers: [{ kind: 'close' }], delayMs: delay };
  if (hang) return { answers: [{ kind: 'hang' }], delayMs: 0 };
  return { answers: status ?? [{ kind: 'status', status: 200 }], delayMs: delay };
}

function headline(
  url: string,
  plan: AnswerPlan,
  secret: string | undefined,
  count: number | undefined,
  colors: Colors,
): string {
  const key =
    secret === undefined ? 'no secret, so signatures are not checked' : `secret ${fingerprint(secret)}`;
  const end =
    count === undefined ? 'press Ctrl-C to stop' : `stops after ${count === 1 ? 'one request' : count}`;
  return `Listening at ${colors.bold(url)}: ${colors.dim(`responds with ${planInWords(plan)}, ${key}; ${end}`)}\n`;
}
