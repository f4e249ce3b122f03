import { Option as CommanderOption } from 'commander';
import { describe, expect, it } from 'vitest';
import { commands } from '../../cli/commands/commands.ts';
import { checkOptions } from '../../options/check.ts';
import type { Option } from '../../options/option.ts';
import { reportFormats } from '../../reports/format-names.ts';
import { schemas } from '../../schemas/index.ts';

describe('the option tables', () => {
  it.each(commands.map(({ name, options }) => ({ name, options })))(
    "have each option of $name under its flag's name in code",
    ({ options }) => {
      for (const [name, { flag, help }] of Object.entries(options))
        expect(new CommanderOption(flag, help).attributeName()).toBe(name);
    },
  );

  it('have a schema for each key and for each option of the library', () => {
    const rows: readonly Option[] = Object.values(checkOptions);
    for (const { flag, value, config, library } of rows)
      if (value && (config || library)) expect([flag, value.schema]).toEqual([flag, expect.any(Object)]);
  });

  it('accept for timeout and retries what YCM accepts', () => {
    const { timeoutSeconds, retryCount } = schemas.settings.properties as Record<string, object>;
    expect(timeoutSeconds).toMatchObject(checkOptions.timeout.value.schema ?? {});
    expect(retryCount).toMatchObject(checkOptions.retries.value.schema ?? {});
  });

  it('complete all report formats', () => {
    const { names } = checkOptions.report.value.completes ?? {};
    expect([...(names as string[])].toSorted()).toEqual([...reportFormats, 'ndjson'].toSorted());
  });
});
