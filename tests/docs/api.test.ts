import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './page.ts';

/** A package that documents everything except the names after a gap. */
const files = {
  'package.json': JSON.stringify({
    name: 'sample',
    type: 'module',
    exports: {
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './door': { types: './dist/integrations/door.d.ts', default: './dist/integrations/door.js' },
      './data/*': './data/*',
    },
  }),
  'tsconfig.build.json': JSON.stringify({
    compilerOptions: { module: 'nodenext', strict: true, allowImportingTsExtensions: true, noEmit: true },
    include: ['index.ts', 'integrations/*.ts'],
  }),
  'index.ts': "export * from './suites/sample.ts';",
  'suites/sample.ts': `
    /** Sample. {@link nowhere} */
    export function sample(gapParameter: string): Sample { return { kind: gapParameter, gapProperty: 1, hidden: { x: 1 } }; }
    export function gapFunction(): void {}
    /** Sample. */
    export interface Sample {
      /** Sample. */
      readonly kind: string;
      readonly gapProperty: number;
      /** Sample. */
      readonly hidden: Unexported;
    }
    /** Sample, as all of its values but one. */
    export type Value =
      /** Sample. */
      | 'known-value'
      | 'gap-value';
    /** Sample, as its parts but one. */
    export type Part =
      /** Sample. */
      | { readonly kind: 'discriminator'; readonly gapPart: string }
      | Sample;
    /** Sample. */
    export class Thing {
      get gapGetter(): string { return ''; }
    }
    /** Nobody can name it. */
    interface Unexported { readonly x: number }
    /** Sample, whatever it holds. */
    export const data = { a: { b: 1 } };
    /** @internal */
    export const ours = 1;
  `,
  'integrations/door.ts': `
    /** Sample. */
    export const door = 'open';
  `,
};

it('lists exports without a docstring, broken links, and names that are not exported', async () => {
  const { pages, gaps } = await referenceOf(files);
  expect(gaps.sort()).toEqual([
    'Failed to resolve link to "nowhere" in comment for check.sample',
    'Unexported, defined in sample/suites/sample.ts, is referenced by check.Sample.hidden but not exported by the entry point',
    'check: Part.gapPart of { kind: "discriminator"; gapPart: string } has no docstring',
    'check: Sample.gapProperty has no docstring',
    'check: Thing.gapGetter() has no docstring',
    'check: Value as "gap-value" has no docstring',
    'check: gapFunction() has no docstring',
    'check: sample(gapParameter) (@param) has no docstring',
    'door: the entry point has no docstring (with @module)',
  ]);
  expect(Object.keys(pages)).toEqual(['docs/api/README.md', 'docs/api/check.md', 'docs/api/door.md']);
});

async function referenceOf(contents: Record<string, string>) {
  const { apiReference } = await import(join(root, 'scripts/docs/api.mjs'));
  mkdirSync(join(root, '.hookswitch'), { recursive: true });
  const folder = mkdtempSync(join(root, '.hookswitch/api-'));
  try {
    for (const [name, text] of Object.entries(contents)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    mkdirSync(join(folder, 'schemas/events'), { recursive: true });
    return await apiReference(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
