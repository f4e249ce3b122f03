import { isAnyArrayBuffer } from 'node:util/types';
import { parseForeignJson } from '../../../schemas/foreign-json.ts';
import type { Header } from '../../wire/request.ts';
import { FileError } from './file-error.ts';
import type { SqlRow } from './value.ts';

/** Thrown for a value that no journal writes. */
export class Damaged extends FileError {
  constructor(detail: string) {
    super('damaged', detail);
  }
}

/** Selects texts and bytes, both as bytes: the library cuts texts at a NUL, and ends the process for invalid UTF-8. */
export function asBytes(...columns: readonly string[]): string {
  return columns.map((column) => `CAST(${column} AS BLOB) AS ${column}`).join(', ');
}

/** Selects numbers. In a damaged file they may be texts, which could also end the process. */
export function asNumbers(...columns: readonly string[]): string {
  return columns.map((column) => `iif(typeof(${column}) = 'text', x'', ${column}) AS ${column}`).join(', ');
}

/** A text that was selected by `asBytes`. */
export function textCell(row: SqlRow, name: string): string {
  return bytes(row, name).toString('utf8');
}

export function bytes(row: SqlRow, name: string): Buffer {
  const value = row[name];
  if (!isAnyArrayBuffer(value)) throw new Damaged(`${name} holds no bytes`);
  return Buffer.from(value);
}

export function number(row: SqlRow, name: string): number {
  const value = row[name];
  if (typeof value !== 'number') throw new Damaged(`${name} holds no number`);
  return value;
}

export function date(row: SqlRow, name: string): Date {
  const value = new Date(number(row, name));
  if (Number.isNaN(value.getTime())) throw new Damaged(`${name} holds no time`);
  return value;
}

export function isNull(row: SqlRow, name: string): boolean {
  return row[name] === null;
}

export function choiceCell<T extends string>(row: SqlRow, name: string, values: readonly T[]): T {
  const found = textCell(row, name);
  return values.find((value) => value === found) ?? damagedValue(name);
}

export function jsonCell(row: SqlRow, name: string): unknown {
  try {
    return parseForeignJson(textCell(row, name));
  } catch {
    return damagedValue(name);
  }
}

export function headers(row: SqlRow, name: string): Header[] {
  const value = jsonCell(row, name);
  return Array.isArray(value) && value.every(isHeader) ? value : damagedValue(name);
}

function isHeader(value: unknown): value is Header {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
}

function damagedValue(name: string): never {
  throw new Damaged(`${name} holds what no journal writes`);
}
