import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schemas, validate } from '../../schemas/index.ts';
import { serialize } from '../../simulator/message/serialize.ts';
import { defaultProfile, type Profile, profileChoices } from '../../simulator/profile.ts';
import { chooseProfile, variedValues, varyProfile } from '../../simulator/vary.ts';

const names = Object.keys(profileChoices) as (keyof Profile)[];
/** A parameter may have any name: no receiver could support all of them. */
const kept: readonly string[] = ['getQueryParameter'];

const seeds = fc.nat({ max: 2 ** 31 - 1 });
const firstProfiles = Array.from({ length: 2000 }, (_, seed) => varyProfile(seed));

interface PropertySchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
}

/** Every value that the schema lists for a choice; none for a text or a number. */
function listed(name: keyof Profile): readonly unknown[] | undefined {
  const properties = schemas.profile.properties as Record<string, PropertySchema>;
  const schema = properties[name];
  if (schema === undefined) throw new Error(`the profile has no ${name}`);
  return schema.type === 'boolean' ? [false, true] : schema.enum;
}

describe('a varied profile', () => {
  it.each(names)('varies %s, including the default value, within what a profile may contain', (name) => {
    const values = variedValues(name);
    expect(new Set(values).size).toBe(values.length);
    expect(values).toContain(defaultProfile[name]);
    if (!kept.includes(name)) expect(values.length).toBeGreaterThan(1);
    for (const value of values) expect(validate('profile', { [name]: value })).toBeUndefined();
  });

  it.each(names)('uses every listed value of %s, except that a GET always carries something', (name) => {
    const values = listed(name)?.filter((value) => value !== 'none');
    if (values) expect([...variedValues(name)].sort()).toEqual([...values].sort());
  });

  it('always has a JSON Content-Type', () => {
    for (const value of variedValues('contentType'))
      expect(value).toMatch(/^application\/json(; ?charset=utf-8)?$/i);
  });

  it('is the same for the same seed, with a value for every choice', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const profile = varyProfile(seed);
        expect(varyProfile(seed)).toEqual(profile);
        expect(Object.keys(profile)).toEqual(names);
        expect(validate('profile', profile)).toBeUndefined();
      }),
    );
  });

  it('combines every value with every value of another choice: they are independent', () => {
    for (const [one, other] of pairs()) {
      const seen = new Set(firstProfiles.map((profile) => JSON.stringify([profile[one], profile[other]])));
      expect(seen.size, `${one} with ${other}`).toBe(variedValues(one).length * variedValues(other).length);
    }
  });

  it('means the same message in any format', () => {
    fc.assert(
      fc.property(seeds, fc.jsonValue(), (seed, message) => {
        // `JSON.stringify` writes -0 as 0.
        const said = JSON.parse(JSON.stringify(message));
        expect(JSON.parse(serialize(message, varyProfile(seed)).toString('utf8'))).toEqual(said);
      }),
    );
  });
});

describe('the profile of a run', () => {
  it('is the default if nothing is given or varied', () => {
    expect(chooseProfile({})).toEqual(defaultProfile);
    expect(chooseProfile({ spacing: 'spaced' })).toEqual({ ...defaultProfile, spacing: 'spaced' });
  });

  it('keeps the given choices, whatever is varied', () => {
    const given = fc.record(
      {
        payloadIn: fc.constantFrom('body' as const, 'query' as const, 'none' as const),
        retryDelayMs: fc.nat({ max: 60_000 }),
        userAgent: fc.constantFrom('', 'mine'),
        escapeSlashes: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(seeds, given, (seed, profile) => {
        expect(chooseProfile(profile, seed)).toEqual({ ...varyProfile(seed), ...profile });
      }),
    );
  });
});

function pairs(): [keyof Profile, keyof Profile][] {
  return names.flatMap((one, n) =>
    names.slice(n + 1).map((other): [keyof Profile, keyof Profile] => [one, other]),
  );
}
