import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Sources that read files next to them at startup, and what each exports: data. */
export const fileReaders = [
  { file: 'schemas/schemas.ts', name: 'schemas' },
  { file: 'suites/lessons/lessons.ts', name: 'lessons' },
  { file: 'cli/commands/demo/receiver-files.ts', name: 'receiverFiles' },
];

/** An esbuild plugin with which these sources still find their files from inside a bundle on this machine. */
export const ownAddress = {
  name: 'own-address',
  setup({ onLoad }) {
    for (const { file } of fileReaders) {
      onLoad({ filter: endsWith(file) }, ({ path }) => {
        const address = JSON.stringify(pathToFileURL(path).href);
        const contents = readFileSync(path, 'utf8').replaceAll('import.meta.url', address);
        return { contents, loader: 'ts' };
      });
    }
  },
};

/** Matches the path of a source, with any separator. */
export function endsWith(file) {
  return new RegExp(`[/\\\\]${file.replaceAll('/', '[/\\\\]').replaceAll('.', '\\.')}$`);
}
