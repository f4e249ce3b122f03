import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { schemas } from '../../schemas/index.ts';

const folder = new URL('../../schemas/', import.meta.url);
const inFolder = (path: string) =>
  readdirSync(new URL(path, folder))
    .filter((file) => file.endsWith('.schema.json'))
    .map((file) => `${path}${file}`);
const files = [...inFolder(''), ...inFolder('events/')];

function read(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
}

describe('the schema files', () => {
  it('are those that the contract needs', () => {
    expect(files.map((file) => file.replace('.schema.json', ''))).toEqual([
      'baseline',
      'config',
      'delivery-step',
      'downstream-responses',
      'events',
      'evidence',
      'load-report',
      'message',
      'profile',
      'recording',
      'report-line',
      'report',
      'scenario',
      'sequence',
      'settings',
      'unknown-message',
      'webhook',
      'webhooks-file',
      'webhooks',
      'events/capacity-change',
      'events/did-change',
      'events/test',
    ]);
  });

  it.each(files)('%s has a description, and its file name as its id', (file) => {
    expect(read(file)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `https://hookswitch.dev/schemas/${file}`,
      title: expect.stringMatching(/^[A-Z][A-Za-z]+$/),
      description: expect.stringMatching(/.{20}/),
    });
  });

  it.each(files)('%s is loaded by its name', (file) => {
    const name = basename(file, '.schema.json');
    expect(Object.entries(schemas).find(([key]) => key === name)?.[1]).toEqual(read(file));
  });

  it('are valid JSON Schema 2020-12 and pass the strict mode of Ajv, all references included', () => {
    const ajv = new Ajv2020({
      strict: true,
      allowUnionTypes: true,
      validateSchema: true,
      keywords: ['x-event'],
    });
    formats.default(ajv);
    ajv.addSchema(files.map(read));
    for (const file of files)
      expect(ajv.getSchema(`https://hookswitch.dev/schemas/${file}`)).toBeTypeOf('function');
  });
});
