import { describe, expect, it } from 'vitest';
import { schemas } from '../../schemas/index.ts';
import { profileChoices } from '../../simulator/profile.ts';
import { defaultSettings } from '../../simulator/sender/settings.ts';

type Properties = Record<string, { default: unknown }>;

function defaultsOf(properties: Properties): unknown {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, schema.default]));
}

describe('the schemas and the sender', () => {
  it('name the same choices of the profile, with the same values and defaults', () => {
    const properties = schemas.profile.properties as Properties;
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
    expect(defaultsOf(schemas.settings.properties as Properties)).toEqual(defaultSettings);
  });
});
