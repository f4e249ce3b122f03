import { describe, expect, it } from 'vitest';
import { writesDuplicatesAgain } from '../../../fixtures/receivers/correct/applies/writes-duplicates-again.ts';
import { showsAHistory } from '../../../fixtures/receivers/correct/shows/shows-a-history.ts';
import { checkFixture } from '../check-fixture.ts';

const rules = ['retry/applies-once'];

describe('a receiver that writes duplicates again', () => {
  it('passes, and the report names what was not compared', async () => {
    const { results, observer } = await checkFixture(writesDuplicatesAgain.create, { rules });
    expect(results).toMatchObject([{ verdict: 'pass' }]);
    expect(observer?.learned?.notCompared).toEqual(
      expect.arrayContaining(['version', 'id', 'updatedAt', 'checksum']),
    );
  });

  it('fails if its version is to be compared', async () => {
    const options = { rules, observeCheck: ['version'] };
    const { results, observer } = await checkFixture(writesDuplicatesAgain.create, options);
    expect(results[0]?.finding).toMatchObject({
      actual: '`version` went from 1 to 4 although nothing new was reported',
    });
    expect(results[0]?.finding?.fix).toContain(
      'If `version` only counts what arrives, add --observe-ignore version.',
    );
    expect(observer?.learned?.notCompared).not.toContain('version');
  });

  it('has a pattern named that never matched', async () => {
    const options = { rules, observeIgnore: ['vresion', 'version'] };
    const { observer } = await checkFixture(writesDuplicatesAgain.create, options);
    expect(observer?.learned?.unmatched).toEqual(['vresion']);
    expect(observer?.learned?.notCompared).not.toContain('version');
  });
});

it('an observer that shows a log fails one rule with both readings, and passes if it is declared', async () => {
  const replaces = { rules: ['message/replaces-the-did-list'] };
  const { results } = await checkFixture(showsAHistory.create, replaces);
  expect(results[0]?.finding?.fix).toMatch(/^Replace the stored DIDs .* add --observe-history\.$/);
  const declared = await checkFixture(showsAHistory.create, { ...replaces, observeHistory: true });
  expect(declared.results).toMatchObject([{ verdict: 'skipped', need: 'state' }]);
});
