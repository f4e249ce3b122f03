import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openConsolePage } from '../../../../console/server/opening/open-page.ts';

const address = 'http://192.168.1.7:4680/';

/** A console that other machines can reach, and the arguments of the started browser. */
function opened(isOpen: boolean) {
  const targets: string[] = [];
  let use = () => {};
  const openingUrl = (onUsed = () => {}) => {
    use = onUsed;
    return `${address}#open=TOKEN`;
  };
  const end = openConsolePage({ url: address, isOpen, openingUrl }, (target) => targets.push(target));
  return { target: targets[0] ?? '', use: () => use(), end };
}

describe('console --open', () => {
  it('starts the browser with a file that only this user can read, and not with the token', () => {
    const { target, end } = opened(true);
    expect(target).not.toContain('TOKEN');
    expect(statSync(target).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(target)).mode & 0o777).toBe(0o700);
    expect(readFileSync(target, 'utf8')).toContain(`content="0; url=${address}#open=TOKEN"`);
    end();
    expect(existsSync(dirname(target))).toBe(false);
  });

  it('removes the file after it was used', () => {
    const { target, use, end } = opened(true);
    use();
    expect(existsSync(dirname(target))).toBe(false);
    end();
  });

  it('needs no file if there is no token', () => {
    expect(opened(false).target).toBe(address);
  });
});
