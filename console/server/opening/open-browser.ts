import { spawn } from 'node:child_process';

/** Opens a URL or a file in the user's browser. If there is none, nothing happens: the URL is printed anyway. */
export function openBrowser(target: string): void {
  const [program, ...words] = command();
  const child = spawn(program, [...words, target], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

function command(): [string, ...string[]] {
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}
