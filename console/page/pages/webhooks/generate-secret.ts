import { capitals, randomText } from '../../parts/random-text.ts';

/** "A system-generated 32-character key". */
export function generateWebhookSecret(): string {
  return randomText(`${capitals}${capitals.toLowerCase()}0123456789`, 32);
}
