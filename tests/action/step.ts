import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

/** The parts of a composite action that run here. */
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

interface Step {
  readonly name: string;
  readonly shell: string;
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory': string;
}

export interface StepResult {
  readonly exitCode: number;
  readonly log: string;
  /** What the step wrote to `$GITHUB_OUTPUT` and `$GITHUB_STEP_SUMMARY`. */
  readonly output: string;
  readonly summary: string;
}

const root = join(import.meta.dirname, '../..');
export const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action;

/** Where a step runs, and its inputs. */
export interface Job {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: NodeJS.ProcessEnv;
  /** The job's working directory; `working-directory` is relative to it. */
  readonly workspace: string;
  /** Where the action's repository is; default: this one. */
  readonly actionPath?: string;
}

/** Runs a step as GitHub's runner does: expressions replaced, the script in a file, `bash --noprofile --norc -eo pipefail`. */
export async function runStep(name: string, job: Job): Promise<StepResult> {
  const step = action.runs.steps.find((one) => one.name === name);
  if (!step) throw new Error(`action.yml has no step ${name}`);
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-action-'));
  const files = { output: join(folder, 'output'), summary: join(folder, 'summary') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const script = join(folder, 'step.sh');
  writeFileSync(script, filled(step.run, job));
  const env = Object.fromEntries(
    Object.entries(step.env ?? {}).map(([key, value]) => [key, filled(value, job)]),
  );
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    cwd: resolve(job.workspace, filled(step['working-directory'], job)),
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      GITHUB_OUTPUT: files.output,
      GITHUB_STEP_SUMMARY: files.summary,
      ...job.env,
      ...env,
    },
  });
  const log: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => log.push(chunk));
  const exitCode = await new Promise<number>((done) => child.on('close', (code) => done(code ?? -1)));
  return {
    exitCode,
    log: Buffer.concat(log).toString('utf8'),
    output: readFileSync(files.output, 'utf8'),
    summary: readFileSync(files.summary, 'utf8'),
  };
}

/** Replaces the expressions that action.yml uses; any other is an error. */
function filled(text: string, { inputs = {}, actionPath = root }: Job): string {
  return text.replaceAll(/\$\{\{ *([\w.-]+) *\}\}/g, (_, name: string) => {
    if (name === 'github.action_path') return actionPath;
    const input = name.replace(/^inputs\./, '');
    const declared = action.inputs[input];
    if (!declared) throw new Error(`action.yml refers to ${name}`);
    return inputs[input] ?? declared.default ?? '';
  });
}
