import type { Profile } from '../profile.ts';
import type { Settings } from './settings.ts';

/**
 * The gap before each retry (ms). "The system will resend the request based on the Retry Count setting", but the vendor doesn't document
 * the gap, so the profile sets it. Pure.
 *
 * @param settings The number of retries.
 * @param profile The length of each gap.
 */
export function retryDelaysMs(settings: Settings, profile: Pick<Profile, 'retryDelayMs'>): readonly number[] {
  return Array.from({ length: settings.retryCount }, () => profile.retryDelayMs);
}

/** The longest time from the first byte of a delivery to the end of its last attempt (ms), if every attempt times out. */
export function retryHorizonMs(settings: Settings, profile: Pick<Profile, 'retryDelayMs'>): number {
  const gapsMs = retryDelaysMs(settings, profile).reduce((sum, delayMs) => sum + delayMs, 0);
  return gapsMs + (settings.retryCount + 1) * settings.timeoutSeconds * 1000;
}
