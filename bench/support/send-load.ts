import {
  defaultTraffic,
  type LoadHooks,
  type LoadOptions,
  type LoadResult,
  runLoad,
} from '../../load/index.ts';
import { defaultProfile, defaultSettings } from '../../simulator/index.ts';

/** The secret of every load. */
export const loadSecret = 'Hf3Qz7LmW9xKv2RtBn5YcJd8Gp4SaUe6';

/** Sends default traffic from this process. */
export function sendLoad(
  url: string,
  options: Pick<LoadOptions, 'plan' | 'connections' | 'reuse' | 'tickMs'>,
  hooks: LoadHooks,
): Promise<LoadResult> {
  const webhook = { url, secret: loadSecret, method: 'POST' } as const;
  const traffic = { ...defaultTraffic, seed: 1 };
  return runLoad(
    { webhook, connection: { allowHosts: [], insecure: true } },
    { ...options, traffic, settings: defaultSettings, profile: defaultProfile },
    hooks,
  );
}
