import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { env } from '../../../support/recording-receiver.ts';
import { cwd } from './listen-driver.ts';

/** Runs `hookswitch listen` in a separate process, from a shell after `prelude`. */
export async function startProcess(program: string, record: string, prelude = '') {
  const script = `${prelude} exec '${process.execPath}' '${program}' listen --port 0 --record ${record}`;
  const child = spawn('sh', ['-c', script], { cwd, env: { PATH: process.env.PATH, ...env } });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let output = '';
  const ended = once(child, 'close').then(([exitCode]) => ({ exitCode, output }));
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (bytes: Buffer) => {
        output += bytes.toString('utf8');
        const address = /http:\/\/localhost:\d+/.exec(output)?.[0];
        if (address !== undefined) resolve(address);
      });
    }
    ended.then(() => reject(new Error(`it does not listen:\n${output}`)));
  });
  return { child, url, ended };
}
