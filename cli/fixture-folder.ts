import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HookswitchError } from '../simulator/index.ts';
import {
  type Fixture,
  type FixtureFormat,
  fixtureAsCurl,
  fixtureAsHttp,
  secretFingerprint,
  sha256,
  signatureOf,
} from './fixture.ts';
import type { Io } from './io.ts';

/** A folder that gets a file for each fixture, and at the end a manifest. The same seed gives the same bytes. */
export interface FixtureFolder {
  add(fixture: Fixture): void;
  /** Writes manifest.json; the number of messages. */
  finish(): number;
}

export interface FolderOptions {
  readonly format: FixtureFormat;
  readonly count: number;
  readonly seed: number;
  readonly secret: string;
}

const endings: Record<FixtureFormat, string> = { json: 'json', http: 'http', curl: 'sh' };

/** @throws HookswitchError `bad-file`, here and later, when something cannot be written. */
export function openFixtureFolder(name: string, options: FolderOptions, io: Io): FixtureFolder {
  const { format, count, seed, secret } = options;
  const folder = resolve(io.cwd, name);
  const files: object[] = [];
  attempt(name, () => mkdirSync(folder, { recursive: true }));
  return {
    add(fixture) {
      const number = String(fixture.n).padStart(String(count).length, '0');
      const file = `${fixture.event}-${number}.${endings[format]}`;
      attempt(join(name, file), () => writeFileSync(join(folder, file), contents(fixture, format)));
      const { event, request } = fixture;
      files.push({ file, event, signature: signatureOf(fixture), sha256: sha256(request.message) });
    },
    finish() {
      const manifest = { seed, format, secretFingerprint: secretFingerprint(secret), files };
      const text = `${JSON.stringify(manifest, null, 2)}\n`;
      attempt(join(name, 'manifest.json'), () => writeFileSync(join(folder, 'manifest.json'), text));
      return files.length;
    },
  };
}

/** As JSON, the message alone: what was signed. */
function contents(fixture: Fixture, format: FixtureFormat): string | Uint8Array {
  if (format === 'json') return fixture.request.message;
  return format === 'http' ? fixtureAsHttp(fixture, 'close') : `#!/bin/sh\n${fixtureAsCurl(fixture)}`;
}

function attempt(name: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new HookswitchError(
      'bad-file',
      `${name} cannot be written (${code}); choose another folder with --out`,
    );
  }
}
