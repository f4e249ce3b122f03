import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { capacityReport, didReport, trunkDid } from '../../../simulator/message/message.ts';
import { serialize } from '../../../simulator/message/serialize.ts';
import { defaultProfile } from '../../../simulator/profile.ts';

/** The bytes of the vendor's example. */
const exampleOf = (file: string) =>
  readFileSync(new URL(`../../../fixtures/messages/${file}`, import.meta.url), 'utf8').trim();
const written = (message: unknown) => serialize(message, defaultProfile).toString('utf8');

describe("the vendor's example", () => {
  it('is the default DID change, exactly', () => {
    const dids = ['10021212', '10021213', '10021214'].map((did, n) => trunkDid(n, did));
    const report = didReport({ sn: '36XXXXXXXXXXXXZK', dids, updateTime: 1_773_110_920 });
    expect(written([report])).toBe(exampleOf('did-change.json'));
  });

  it('is the default capacity change, exactly', () => {
    const report = capacityReport({ sn: '36XXXXXXXXXXXXKH', updateTime: 1_773_110_920 });
    expect(written([report])).toBe(exampleOf('capacity-change.json'));
  });

  it('can be overridden', () => {
    const facts = { sn: '36A', modifier: 'me@example.com', repository: { extensions: '9' }, updateTime: 1 };
    expect(capacityReport(facts)).toMatchObject({
      modifier: 'me@example.com',
      repository: { extensions: '9', concurrentCalls: '5' },
    });
    expect(didReport({ sn: '36A', event: 'did_delete', dids: [], updateTime: 1 }).event).toBe('did_delete');
    expect(trunkDid(1, '5', 'mine').trunkName).toBe('mine');
  });
});
