import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BUILD } from '../../../../crm/connectors/mapping/build.ts';
import { BadRow } from '../../../../crm/connectors/mapping/format.ts';
import type { FieldType } from '../../../../crm/connectors/mapping/types.ts';

const FORMAT = { dates: 'iso', zone: 'Europe/Berlin', currency: 'EUR', decimal: '.' } as const;
const rows = readFileSync('test/fixtures/cases/long-texts/c.csv', 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((row) => row.split(',') as [string, string]);

/** The record of a row with this name, or the reason why there is none. */
function read(name: string): string {
  const values: Record<string, string> = { id: '1', name, stage: 'live' };
  const value = <T>(field: string, type: FieldType<T>) =>
    values[field] === undefined ? null : type.read(values[field], FORMAT);
  try {
    const record = BUILD.customer({
      source: 'long-names',
      need: (field, type) => value(field, type) ?? type.example,
      has: () => false,
      maybe: value,
    });
    return 'name' in record ? record.name : '';
  } catch (cause) {
    if (cause instanceof BadRow) return cause.message;
    throw cause;
  }
}

test.each(rows)(
  'row %s comes in whole, or is rejected with the limit and its length',
  (_, name) => {
    const found = read(name);
    if (name.length <= 300) return expect(found).toBe(name);
    expect(found).toContain(`${name.length} characters`);
    expect(found).toContain('at most 300');
    expect(found.isWellFormed()).toBe(true);
  },
);
