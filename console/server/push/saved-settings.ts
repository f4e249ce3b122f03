import { defaultSettings } from '../../../simulator/index.ts';
import type { PushSettings } from '../api/types.ts';
import type { ValueStore } from '../state/store.ts';

const firstSettings: PushSettings = { isEnabled: true, ...defaultSettings };

/** The settings above and below the list of webhooks, as saved. */
export function savedSettings(values: ValueStore): PushSettings {
  return values.read('push') ?? firstSettings;
}
