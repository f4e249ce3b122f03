import type { ReceiverFlags } from '../../options/receiver.ts';
import { type ConnectionOptions, defaultSettings, type Settings } from '../../simulator/index.ts';

/** Which hosts the sender may connect to, and whether it verifies certificates. */
export function connectionOf({ allowHost, insecure = false }: ReceiverFlags): ConnectionOptions {
  return { allowHosts: allowHost, insecure };
}

export function settingsOf({ timeout, retries }: ReceiverFlags): Settings {
  return {
    timeoutSeconds: timeout ?? defaultSettings.timeoutSeconds,
    retryCount: retries ?? defaultSettings.retryCount,
  };
}
