import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { brokenReceivers, correctReceivers } from '../fixtures/receivers/index.ts';
import { rules } from '../suites/index.ts';
import { count } from '../text/words/count.ts';
import { checked, isBroken, isCorrect, type SelfTestOutcome } from './outcome.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean', default: false },
    rules: { type: 'string' },
    time: { type: 'string', default: 'simulated' },
    json: { type: 'boolean', default: false },
  },
});
const time = values.time === 'real' ? 'real' : 'simulated';

/** A process compiles its code during the first checks, and uses more memory with each, so it does a few. */
const perProcess = 8;

const receivers = chosen(positionals);
if (values.list) for (const { name, title } of receivers) console.log(`${name}\n    ${title}`);
else if (values.json) console.log(JSON.stringify(await checkedHere()));
else process.exitCode = conclude(await checkedApart());

function chosen(names: readonly string[]) {
  const all = [...correctReceivers, ...brokenReceivers];
  const unknown = names.filter((name) => !all.some((receiver) => receiver.name === name));
  if (unknown.length > 0) {
    console.error(`No receiver is named ${unknown.join(', ')}: npm run self-test -- --list lists them all`);
    process.exit(2);
  }
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}

async function checkedHere(): Promise<SelfTestOutcome[]> {
  const outcomes: SelfTestOutcome[] = [];
  for (const receiver of receivers)
    outcomes.push(await checked(receiver, { time, ...(values.rules && { rules: values.rules.split(',') }) }));
  return outcomes;
}

/** One process for each core in simulated time, and one after another in real time. */
async function checkedApart(): Promise<SelfTestOutcome[]> {
  const chunks = Array.from({ length: Math.ceil(receivers.length / perProcess) }, (_, n) =>
    receivers.slice(n * perProcess, (n + 1) * perProcess),
  );
  const outcomes = await pLimit(time === 'real' ? 1 : availableParallelism()).map(chunks, async (some) => {
    const found = await inProcess(some.map(({ name }) => name));
    for (const outcome of found) console.log(lineOf(outcome));
    return found;
  });
  return outcomes.flat();
}

function inProcess(names: readonly string[]): Promise<SelfTestOutcome[]> {
  const options = ['--json', '--time', time, ...(values.rules ? ['--rules', values.rules] : [])];
  const args = [process.argv[1] ?? '', ...names, ...options];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { maxBuffer: 2 ** 26 }, (error, stdout) =>
      error ? reject(error) : resolve(JSON.parse(stdout)),
    );
  });
}

function lineOf(outcome: SelfTestOutcome): string {
  const { receiver, failed, missed, wrong, reasons } = outcome;
  const reasonOf = (id: string) => reasons.find((reason) => reason.includes(` ${id}: `)) ?? id;
  return [
    `${isCorrect(outcome) ? '✓' : '✗'} ${receiver.name}  ${isBroken(receiver) ? `fails ${count(failed.length, 'rule')}` : 'correct'}`,
    ...missed.map((id) => `  must fail, but: ${reasonOf(id)}`),
    ...wrong.map((id) => `  ${reasonOf(id)}`),
    ...(positionals.length > 0 ? failed.map((id) => `  fails ${id}`) : []),
  ].join('\n');
}

/** Prints the score, and the rules that too few receivers fail: nothing else would prove that they can. */
function conclude(outcomes: readonly SelfTestOutcome[]): number {
  const failing = ({ id }: { readonly id: string }) => outcomes.filter(({ failed }) => failed.includes(id));
  if (positionals.length === 0 && !values.rules)
    for (const rule of rules.filter((rule) => failing(rule).length < 2))
      console.log(
        `${rule.id} fails for ${failing(rule)[0]?.receiver.name ?? 'no receiver here'}${failing(rule)[0] ? ' only' : ''}`,
      );
  const correct = outcomes.filter(isCorrect).length;
  console.log(`${correct} of ${count(outcomes.length, 'receiver')} checked correctly`);
  return correct === outcomes.length ? 0 : 1;
}
