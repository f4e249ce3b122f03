import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, replaceFile } from '../../files/index.ts';
import { parseForeignJson } from '../../schemas/foreign-json.ts';
import { isRecord } from '../../schemas/is-record.ts';
import type { LastCheck, LastVerdict } from './since-last.ts';

/** How many receivers are remembered. The one that was checked least recently is forgotten first. */
const maxFiles = 200;
const maxBytes = 64 * 1024;

/** Where the last check of a receiver is kept. Only a hash of what identifies the receiver is stored. */
export function lastCheckFile(folder: string, receiver: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(receiver)).digest('hex');
  return join(folder, `${hash.slice(0, 32)}.json`);
}

/** The last check; undefined if there was none, or the file can't be used. */
export function readLastCheck(file: string): LastCheck | undefined {
  try {
    if (statSync(file).size > maxBytes) return undefined;
    const value: unknown = parseForeignJson(readFileSync(file, 'utf8'));
    if (!isRecord(value) || !isRecord(value.rules)) return undefined;
    const rules = Object.entries(value.rules).flatMap(([id, kept]) =>
      isRuleId(id) && isVerdict(kept) ? [[id, kept] as const] : [],
    );
    return {
      seed: typeof value.seed === 'number' ? value.seed : undefined,
      rules: Object.fromEntries(rules),
    };
  } catch {
    return undefined;
  }
}

/** Saves it for the next check. If that fails, the next check has nothing to compare with. */
export function writeLastCheck(folder: string, file: string, last: LastCheck): void {
  try {
    makeFolder(folder, 0o700);
    replaceFile(file, JSON.stringify(last), 0o600);
    forgetOldest(folder);
  } catch {}
}

function forgetOldest(folder: string): void {
  const files = readdirSync(folder).map((name) => join(folder, name));
  if (files.length <= maxFiles) return;
  const age = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const newestFirst = files.map((file) => ({ file, at: age(file) })).sort((a, b) => b.at - a.at);
  for (const { file } of newestFirst.slice(maxFiles)) rmSync(file, { force: true });
}

function isRuleId(id: string): boolean {
  return /^[a-z0-9-]{1,80}\/[a-z0-9-]{1,80}$/.test(id);
}

function isVerdict(value: unknown): value is LastVerdict {
  if (!isRecord(value)) return false;
  const { verdict, seed, checkedAt } = value;
  return (
    (verdict === 'pass' || verdict === 'fail') && typeof seed === 'number' && typeof checkedAt === 'string'
  );
}
