import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { ioOf } from '../../../cli/shared/io.ts';
import { jsonWithoutCiCommands } from '../../../text/terminal/ci-commands.ts';
import { isCheap } from '../cost.ts';

const commands = '::error::a\n ::set-output name=x::y\n##[group]b ##vso[task.complete result=Succeeded]';

function written(write: (io: ReturnType<typeof ioOf>) => void): string {
  const stdout = new PassThrough();
  const { signal } = new AbortController();
  write(ioOf({ stdin: new PassThrough(), stdout, stderr: new PassThrough(), env: {}, cwd: '.', signal }));
  return String(stdout.read());
}

it('no line for people is a command to a CI', () => {
  expect(written(({ stdout }) => stdout.write(commands))).toBe(
    ': :error::a\n : :set-output name=x::y\n# #[group]b # #vso[task.complete result=Succeeded]',
  );
});

it('JSON keeps its value', () => {
  const json = JSON.stringify({ commands });
  const output = written(({ raw }) => raw.stdout.write(json));
  expect(output).not.toMatch(/##/);
  expect(JSON.parse(output)).toEqual({ commands });
  expect(jsonWithoutCiCommands('"##"')).toBe('"##"');
});

it('other data and addresses are unchanged', () => {
  expect(written(({ raw }) => raw.stdout.write('POST / ##[x]'))).toBe('POST / ##[x]');
  const text = '::1 and http://[::1]:3000/ ## [x]\n::before { color: red }';
  expect(written(({ stdout }) => stdout.write(text))).toBe(text);
});

it('costs no more for a hostile text', () => {
  const write = (text: string) => written(({ stdout }) => stdout.write(text));
  expect(isCheap(write, '\n '.repeat(200_000))).toBe(true);
});
