import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { schemas } from '../../schemas/index.ts';
import { lessons } from '../../suites/lessons/lessons.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const alone = mkdtempSync(join(tmpdir(), 'hookswitch-built-'));

function node(...words: string[]): string {
  return execFileSync(process.execPath, words, { cwd: alone, encoding: 'utf8', timeout: 60_000 });
}

describe('the build', () => {
  beforeAll(() => {
    cpSync(join(root, 'dist'), join(alone, 'dist'), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(alone, 'node_modules'));
    writeFileSync(join(alone, 'package.json'), '{ "type": "module" }');
  });

  it('includes the schemas in the library, without their source files', () => {
    const code = "import { schemas } from './dist/index.js'; process.stdout.write(JSON.stringify(schemas));";
    expect(JSON.parse(node('--input-type=module', '--eval', code))).toEqual(schemas);
  });

  it('includes the schemas and lessons in the command line too', () => {
    const bin = join(alone, 'dist/bin/hookswitch.js');
    const rule = JSON.parse(node(bin, 'rules', 'signature/rejects-missing', '--json'));
    const { name, ...lesson } = rule.lesson;
    expect(Object.entries(lessons)).toContainEqual([name, lesson]);
    expect(node(bin, 'check', 'reference', '--verbose', '--rules', 'signature/rejects-missing')).toContain(
      'signature/rejects-missing',
    );
  });

  it('is published with the event schemas and the OpenAPI document', () => {
    const npm = ['pack', '--dry-run', '--json', '--ignore-scripts'];
    const [packed] = JSON.parse(execFileSync('npm', npm, { cwd: root, encoding: 'utf8', timeout: 60_000 }));
    const paths = packed.files.map(({ path }: { readonly path: string }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['schemas/events/did-change.schema.json', 'schemas/openapi.json']),
    );
  });

  it('needs no package that runs a script when it is installed', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    const lock = Object.entries<{ dev?: boolean; hasInstallScript?: boolean }>(packages);
    const needed = lock.filter(([, { dev }]) => !dev);
    expect(needed.length).toBeGreaterThan(10);
    expect(needed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
  });

  it('uses the fast-check 4 of the project where it is installed', () => {
    const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    // `check` needs it, so it's a dependency. As a peer too, it would bar projects with fast-check 3 from installing Hookswitch. With a
    // narrower range, npm would install a second copy, whose types don't fit those of the first.
    expect([dependencies['fast-check'], peerDependencies['fast-check']]).toEqual(['^4.0.0', undefined]);
    const project = mkdtempSync(join(tmpdir(), 'hookswitch-project-'));
    const packages = join(project, 'node_modules');
    mkdirSync(packages);
    for (const name of ['ajv', 'fast-uri'])
      symlinkSync(join(root, 'node_modules', name), join(packages, name));
    for (const name of ['fast-check', 'pure-rand'])
      cpSync(join(root, 'node_modules', name), join(packages, name), { recursive: true });
    for (const part of ['dist', 'package.json'])
      cpSync(join(root, part), join(packages, 'hookswitch', part), { recursive: true });
    const file = join(project, 'store.mts');
    writeFileSync(
      file,
      `import fc from 'fast-check';
       import { deliverySequences, messages } from 'hookswitch/fast-check';
       fc.property(deliverySequences(), ({ expected }) => expected.deleted.length >= 0);
       fc.property(messages, (message) => message !== undefined);`,
    );
    const program = ts.createProgram([file], {
      ...{ strict: true, noEmit: true, module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022 },
      ...{ types: ['node'], typeRoots: [join(root, 'node_modules/@types')] },
    });
    const problems = ts.getPreEmitDiagnostics(program);
    expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([]);
  });
});
