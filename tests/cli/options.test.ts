import { Option as CommanderOption } from 'commander';
import { describe, expect, it } from 'vitest';
import { checkOptions } from '../../cli/commands/check/command.ts';
import { commands } from '../../cli/commands/commands.ts';
import type { Option } from '../../cli/shared/options/option.ts';
import { reportFormats } from '../../reports/format-names.ts';
import { schemas } from '../../schemas/index.ts';

const properties = propertiesOf('config');
const settings = propertiesOf('settings');
const configured = Object.entries(checkOptions as Readonly<Record<string, Option>>).filter(
  ([, { config }]) => config,
);

describe('the option tables', () => {
  it.each(commands.map(({ name, options }) => ({ name, options })))(
    "have each option of $name under its flag's name in code",
    ({ options }) => {
      for (const [name, { flag, help }] of Object.entries(options))
        expect(new CommanderOption(flag, help).attributeName()).toBe(name);
    },
  );

  it('have an option for each configuration key but three', () => {
    // The URL is an argument. In the configuration a profile is inline; the flag names its file.
    const known = ['$schema', 'url', 'profile', ...configured.map(([, { config }]) => config?.key)];
    expect(known.toSorted()).toEqual(Object.keys(properties).toSorted());
  });

  it.each(configured)('accept for %s what its configuration key accepts', (_name, { value, config }) => {
    const key = config?.key ?? '';
    const { $ref, ...own } = properties[key] ?? {};
    const { type, enum: values, minimum, maximum } = typeof $ref === 'string' ? (settings[key] ?? {}) : own;
    if (!value) expect(type).toBe('boolean');
    else if (value.schema?.enum)
      expect([...(values as string[])].toSorted()).toEqual([...(value.choices ?? [])].toSorted());
    else if (value.schema) expect({ type, minimum, maximum }).toEqual(value.schema);
    else if (value.repeats) expect(['array', 'object']).toContain(type);
    else expect(['string', 'integer', 'number']).toContain(type);
  });

  it('complete all report formats', () => {
    const { names } = checkOptions.report.value.completes ?? {};
    expect([...(names as string[])].toSorted()).toEqual([...reportFormats, 'ndjson'].toSorted());
  });
});

function propertiesOf(name: 'config' | 'settings'): Readonly<Record<string, Record<string, unknown>>> {
  return schemas[name].properties as Readonly<Record<string, Record<string, unknown>>>;
}
