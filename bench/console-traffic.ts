import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** Each change of the fleet is a message to this many webhooks. */
const webhooks = 5;
const maxInProgress = 32;

/** Starts `hookswitch console`, which prints its URL. */
export async function startConsoleProcess(folder: string) {
  const args = ['console', '--port', '0', '--inbox-port', '0', '--folder', folder];
  const child = spawn(process.execPath, ['dist/bin/hookswitch.js', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const [url = ''] = /https?:\/\/[\w.:]+/.exec(line.toString('utf8')) ?? [];
  return { url, stop: () => child.kill() };
}

type Api = (method: string, path: string, body?: object) => Promise<unknown>;

/** Deliveries of a console at a rate, caused by actions on its fleet. */
export class Traffic {
  readonly #api: Api;
  readonly #serials: readonly string[];
  #n = 0;

  private constructor(api: Api, serials: readonly string[]) {
    this.#api = api;
    this.#serials = serials;
  }

  static async prepare(consoleUrl: string, receiverUrl: string): Promise<Traffic> {
    const api = apiOf(consoleUrl);
    for (let n = 1; n <= webhooks; n += 1)
      await api('POST', '/api/webhooks', {
        url: `${receiverUrl}/webhook/${n}`,
        method: 'POST',
        events: 'All',
      });
    const fleet = (await api('POST', '/api/fleet/example')) as { pbxs: { sn: string }[] };
    return new Traffic(
      api,
      fleet.pbxs.map(({ sn }) => sn),
    );
  }

  /** This many deliveries at this rate, or as fast as possible. Resolves with the rate. */
  async push(deliveries: number, perSecond: number): Promise<number> {
    const changes = Math.ceil(deliveries / webhooks);
    const begin = performance.now();
    const inProgress = new Set<Promise<unknown>>();
    for (let n = 0; n < changes; n += 1) {
      const dueMs = begin + (n * webhooks * 1000) / perSecond;
      if (dueMs > performance.now() + 5) await sleep(dueMs - performance.now());
      while (inProgress.size >= maxInProgress) await Promise.race(inProgress);
      const change = this.#change().finally(() => inProgress.delete(change));
      inProgress.add(change);
    }
    await Promise.all(inProgress);
    return (changes * webhooks * 1000) / (performance.now() - begin);
  }

  #change(): Promise<unknown> {
    this.#n += 1;
    const sn = this.#serials[this.#n % this.#serials.length];
    return this.#api('POST', '/api/fleet/actions', {
      action: 'resize',
      sn,
      repository: { extensions: String(this.#n) },
    });
  }
}

function apiOf(url: string): Api {
  return async (method, path, body) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
}
