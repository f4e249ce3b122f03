import { spawn } from 'node:child_process';

/** Opens a URL or a file in the user's browser. If there is none, nothing happens: the URL is printed anyway. */
export function openBrowser(target: string, platform: NodeJS.Platform = process.platform): void {
  const [program, ...words] = commandFor(platform);
  const child = spawn(program, [...words, target], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

function commandFor(platform: NodeJS.Platform): [string, ...string[]] {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}
