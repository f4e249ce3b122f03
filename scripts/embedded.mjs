import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSources } from './bundled.mjs';
import { endsWith, fileReaders } from './file-readers.mjs';

/** Creates a module with the content of the files for each source that reads files. */
async function embeddedModules() {
  const exports = fileReaders.map(({ file, name }) => `export { ${name} } from './${file}';`);
  const values = await loadSources(exports.join('\n'));
  return fileReaders.map(({ file, name }) => ({
    file,
    contents: `export const ${name} = ${JSON.stringify(values[name])};\n`,
  }));
}

/** Built code reads no files: this replaces such sources in esbuild's bundles and in the output of tsc. */
export async function embedding() {
  const modules = await embeddedModules();
  return {
    plugin: {
      name: 'embedded',
      setup({ onLoad }) {
        for (const { file, contents } of modules)
          onLoad({ filter: endsWith(file) }, () => ({ contents, loader: 'js' }));
      },
    },
    replaceIn(folder) {
      for (const { file, contents } of modules) {
        const path = join(folder, file.replace(/\.ts$/, '.js'));
        if (existsSync(path)) writeFileSync(path, contents);
      }
    },
  };
}
