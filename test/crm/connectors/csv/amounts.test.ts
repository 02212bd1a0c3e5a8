import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importCase } from '../../../import-case.ts';
import { type FreshStore, freshStore } from '../../../store.ts';
import { now } from './day.ts';

/** By the folder of `test/fixtures/cases/money`: what each name is worth in minor units; the other rows are rejected. */
const CASES = {
  point: {
    currency: 'EUR',
    worth: {
      'Point One': 1234_56,
      'Point Two': 12_500_00,
      'Point Three': 1_234_567_00,
      'Point Eight': 1234_50,
      'Point Nine': 1234_50,
    },
    rejected: [5, 6, 7, 8, 11],
  },
  comma: {
    currency: 'EUR',
    worth: {
      'Comma One': 1234_56,
      'Comma Two': 1234_00,
      'Comma Three': 1_50,
      'Comma Eight': 12_345_678_00,
    },
    rejected: [5, 6, 7, 8],
  },
  signs: {
    currency: 'EUR',
    worth: {
      'Sign One': -1234_50,
      'Sign Two': -1234_50,
      'Sign Three': -1234_00,
      'Sign Four': -1234_50,
      'Sign Five': 0,
    },
    rejected: [7, 8],
  },
  marks: {
    currency: 'EUR',
    worth: { 'Mark One': 100_00, 'Mark Two': 100_00, 'Mark Three': 100_00 },
    rejected: [5, 6, 7, 8, 9],
  },
  yen: {
    currency: 'JPY',
    worth: { 'Yen One': 1000, 'Yen Two': 1000, 'Yen Three': 1000, 'Yen Four': 1001, 'Yen Five': 0 },
    rejected: [],
  },
  dinar: {
    currency: 'KWD',
    worth: { 'Dinar One': 1234, 'Dinar Two': 1_234_567, 'Dinar Three': 1 },
    rejected: [],
  },
  sums: {
    currency: 'EUR',
    worth: {
      'Nothing Left Ltd, total 0': 0,
      'Thirty Cents Ltd, total 0.3': 30,
      'Many Cents Ltd, total 1': 100,
    },
    rejected: [],
  },
  times: {
    currency: 'EUR',
    worth: { 'Times One': 1206_06, 'Times Two': 5, 'Times Three': 12_06 },
    rejected: [5],
  },
} as const;

describe('money in files', () => {
  let opened: FreshStore;
  beforeAll(async () => {
    opened = await freshStore('server');
  });
  afterAll(() => opened.close());

  test.each(Object.entries(CASES))('%s', async (name, { currency, worth, rejected }) => {
    const rejects = await importCase(`money/${name}`, opened.database, now);
    const rows = await opened.database.query<{ name: string; revenue: number; currency: string }>(
      `SELECT c.name, c.revenue::float AS revenue, c.currency FROM customer c JOIN reference r ON r.customer_id = c.id WHERE r.source = $1`,
      [`money-${name}`],
    );
    expect(Object.fromEntries(rows.map((row) => [row.name, row.revenue]))).toEqual(worth);
    expect(new Set(rows.map((row) => row.currency))).toEqual(new Set([currency]));
    expect(rejects.map((line) => Number(line.split(',')[1]))).toEqual(rejected);
  });
});
