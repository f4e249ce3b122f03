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
