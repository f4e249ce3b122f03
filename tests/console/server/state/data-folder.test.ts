import { userInfo } from 'node:os';
import { expect, it } from 'vitest';
import { dataFolder } from '../../../../console/server/state/data-folder.ts';

it("keeps its state in the system's usual folder unless XDG_DATA_HOME says otherwise", () => {
  const env = { HOME: '/home/a', LOCALAPPDATA: '/local' };
  expect(dataFolder(env, 'linux')).toBe('/home/a/.local/share/hookswitch');
  expect(dataFolder(env, 'darwin')).toBe('/home/a/Library/Application Support/hookswitch');
  expect(dataFolder(env, 'win32')).toBe('/local/hookswitch');
  expect(dataFolder({ ...env, XDG_DATA_HOME: '/data' }, 'linux')).toBe('/data/hookswitch');
  expect(dataFolder({ ...env, XDG_DATA_HOME: 'data' }, 'linux')).toBe('/home/a/.local/share/hookswitch');
});

it.each(['', '.', 'home'])("doesn't keep secrets in the current folder if HOME is '%s'", (HOME) => {
  const { homedir } = userInfo();
  expect(dataFolder({ HOME }, 'linux')).toBe(`${homedir}/.local/share/hookswitch`);
  expect(dataFolder({ HOME }, 'darwin')).toBe(`${homedir}/Library/Application Support/hookswitch`);
  expect(dataFolder({ HOME, LOCALAPPDATA: '' }, 'win32')).toBe(`${homedir}/AppData/Local/hookswitch`);
});
