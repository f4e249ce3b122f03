import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hasCores } from './load-peers.ts';

/** Starts bench/load-receiver.mjs, on the second core if cores can be chosen. */
export async function startReceiver(
  scheme: 'http' | 'https' = 'http',
): Promise<{ readonly url: string; readonly stop: () => void }> {
  const argv = [process.execPath, 'bench/load-receiver.mjs', ...(scheme === 'https' ? ['tls'] : [])];
  const [program = '', ...words] = hasCores ? ['taskset', '-c', '1', ...argv] : argv;
  const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: `${scheme}://127.0.0.1:${Number(port)}/webhook`, stop: () => child.stdin.end() };
}
