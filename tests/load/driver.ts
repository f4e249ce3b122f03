import { createHmac } from 'node:crypto';
import { defaultTraffic, type LoadHooks, type LoadOptions, runLoad } from '../../load/index.ts';
import { defaultProfile } from '../../simulator/index.ts';
import { type Answer, secret, startRecording } from '../support/recording-receiver.ts';

export const traffic = { ...defaultTraffic, seed: 7, fleets: 4 };

export const options: LoadOptions = {
  plan: { rate: 1000, count: 40, arrivals: 'even', seed: 7 },
  traffic,
  settings: { timeoutSeconds: 10, retryCount: 3 },
  profile: { ...defaultProfile, retryDelayMs: 1 },
  connections: 8,
};

export function targetAt(url: string) {
  return {
    webhook: { url, secret, method: 'POST' },
    connection: { allowHosts: [], insecure: false },
  } as const;
}

/** Loads a server that responds like this, and returns what it received too. */
export async function load(
  answer: Answer | undefined,
  given: Partial<LoadOptions> = {},
  hooks: LoadHooks = {},
) {
  const { url, requests } = await startRecording(answer);
  const result = await runLoad(targetAt(url), { ...options, ...given }, hooks);
  return { result, requests };
}

/** Uses only node:crypto. */
export function isGenuine({ headers, body }: { headers: Record<string, unknown>; body: Buffer }): boolean {
  return headers['x-signature'] === createHmac('sha256', secret).update(body).digest('base64');
}

/** 2xx for genuine messages, 401 for all others. */
export const checking: Answer = (response, request) => {
  response.statusCode = isGenuine(request) ? 200 : 401;
  response.end();
};
