import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { MessageCipher } from '../../../load/distributed/channel/encryption.ts';
import { packages } from '../../../load/distributed/channel/redis.ts';
import { RedisClock } from '../../../load/distributed/clock.ts';
import { bundleCli } from '../../support/bundle.ts';
import { env, secret } from '../../support/recording-receiver.ts';

const root = join(import.meta.dirname, '../../..');

describe('an encrypted value', () => {
  const cipher = new MessageCipher(secret, 'run-1');

  it('can be read with the secret, in the same run and for the same purpose', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = cipher.encrypt('slice', value);
        expect(new MessageCipher(secret, 'run-1').decrypt('slice', text)).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
        expect(new MessageCipher(secret, 'run-2').decrypt('slice', text)).toBeUndefined();
        expect(new MessageCipher(secret.toUpperCase(), 'run-1').decrypt('slice', text)).toBeUndefined();
        expect(cipher.decrypt('message', text)).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it('cannot be read once a byte is changed', () => {
    const bytes = Buffer.from(cipher.encrypt('run', { url: 'http://localhost/' }), 'base64');
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ mask;
        expect(cipher.decrypt('run', changed.toString('base64'))).toBeUndefined();
      }),
    );
    for (const text of ['', 'x', bytes.subarray(0, 20).toString('base64'), 'A'.repeat(100)]) {
      expect(cipher.decrypt('run', text)).toBeUndefined();
    }
  });

  it('reveals nothing about its content, not even that it is the same', () => {
    const [one, other] = [cipher.encrypt('run', 'the same'), cipher.encrypt('run', 'the same')];
    expect(one).not.toBe(other);
    expect(Buffer.from(one, 'base64').toString('latin1')).not.toContain('the same');
  });
});

describe('the clock of Redis', () => {
  it.each([-90_000, -3, 0, 2500])(
    'is known to within half a round trip, even if it differs by %d ms',
    async (offsetMs) => {
      const time = async () => {
        await new Promise((resolve) => setTimeout(resolve, 3));
        const ms = Date.now() + offsetMs;
        await new Promise((resolve) => setTimeout(resolve, 9));
        return [Math.floor(ms / 1000), Math.round((ms % 1000) * 1000)];
      };
      const clock = await RedisClock.of({ time } as unknown as Redis);
      const { clockOffsetMs, clockErrorMs } = clock.difference();
      expect(clockErrorMs).toBeGreaterThan(5);
      // Date.now drops fractions of a millisecond.
      expect(Math.abs(clockOffsetMs + offsetMs)).toBeLessThanOrEqual(clockErrorMs + 1);
      expect(Math.abs(clock.now() - Date.now() - offsetMs)).toBeLessThanOrEqual(clockErrorMs + 1);
      expect(clock.here(clock.now())).toBeCloseTo(performance.now(), -1);
    },
  );
});

describe('the packages that a distributed load needs', () => {
  it('are the tested versions', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(packages).toBe(`bullmq@${devDependencies.bullmq} ioredis@${devDependencies.ioredis}`);
  });

  it('are requested in one sentence if they are not installed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hookswitch-bare-'));
    copyFileSync(await bundleCli(), join(folder, 'cli.mjs'));
    mkdirSync(join(folder, 'node_modules'));
    for (const name of readdirSync(join(root, 'node_modules'))) {
      if (['bullmq', 'ioredis'].includes(name)) continue;
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
    }
    const argv = [join(folder, 'cli.mjs'), 'worker', 'redis://localhost:1'];
    const ended = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
      execFile(process.execPath, argv, { env: { ...process.env, ...env } }, (error, _stdout, stderr) =>
        resolve({ code: error?.code, stderr }),
      );
    });
    expect(ended).toEqual({
      code: 2,
      stderr: `hookswitch: a load from several machines needs two more packages: npm install ${packages}\n`,
    });
  });
});
