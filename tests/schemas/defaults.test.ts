import { describe, expect, it } from 'vitest';
import { schemas } from '../../schemas/index.ts';
import { profileChoices } from '../../simulator/profile.ts';
import { defaultSettings } from '../../simulator/sender/settings.ts';

function defaultsOf(properties: Record<string, { default: unknown }>): unknown {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, schema.default]));
}

describe('the schemas and the sender', () => {
  it('name the same choices of the profile, with the same values and defaults', () => {
    const { properties } = schemas.profile;
    const choices = Object.entries(profileChoices);
    expect(Object.keys(properties)).toEqual(choices.map(([name]) => name));
    for (const [name, choice] of choices) {
      const values = typeof choice.values === 'string' ? {} : { enum: choice.values };
      expect(properties).toHaveProperty(
        name,
        expect.objectContaining({ default: choice.default, ...values }),
      );
    }
  });

  it('have the same default settings', () => {
    expect(defaultsOf(schemas.settings.properties)).toEqual(defaultSettings);
  });
});
