import { createHash } from 'node:crypto';
import type { ReportFacts } from '../schemas/report-lines.ts';

/** Remembers recent messages, to recognize duplicates and late ones. Bounded. */
export interface Memory {
  /** The last request with the same bytes. */
  duplicate(message: Buffer, n: number, atMs: number): Duplicate | undefined;
  /** The latest request with a newer report about a PBX of these reports. */
  newer(reports: readonly ReportFacts[], n: number): Newer | undefined;
}

export interface Duplicate {
  /** The previous request. */
  readonly of: number;
  readonly afterMs: number;
  /** How many earlier requests had the same bytes. */
  readonly times: number;
}

export interface Newer {
  readonly sn: string;
  readonly than: number;
  readonly seconds: number;
}

const kept = 5000;

/** `atMs` must be monotonic. */
export function createMemory(): Memory {
  const messages = new Map<string, { n: number; atMs: number; times: number }>();
  const pbxs = new Map<string, { n: number; updateTime: number }>();
  return {
    duplicate(message, n, atMs) {
      if (message.length === 0) return undefined;
      const digest = createHash('sha256').update(message).digest('base64');
      const before = messages.get(digest);
      put(messages, digest, { n, atMs, times: (before?.times ?? 0) + 1 });
      return before && { of: before.n, afterMs: atMs - before.atMs, times: before.times };
    },
    newer(reports, n) {
      let found: Newer | undefined;
      for (const { family, sn, updateTime } of reports) {
        const key = createHash('sha256').update(`${family} ${sn}`).digest('base64');
        const known = pbxs.get(key);
        if (known && known.n !== n && known.updateTime > updateTime) {
          found ??= { sn, than: known.n, seconds: known.updateTime - updateTime };
        } else {
          put(pbxs, key, { n, updateTime });
        }
      }
      return found;
    },
  };
}

/** Drops the least recently used entry. */
function put<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= kept) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}
