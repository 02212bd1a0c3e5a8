import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { retryConflicts } from '../../../prisma/database/retry.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';

const failing = (code: string, times: number) => {
  let runs = 0;
  return {
    runs: () => runs,
    async work() {
      runs += 1;
      if (runs <= times) throw Object.assign(new Error(code), { code });
      return 'done';
    },
  };
};

test.each(['40001', '40P01'])('%s: it is run again, five times at most', async (code) => {
  expect(await retryConflicts(failing(code, 4).work)).toBe('done');
  const hopeless = failing(code, Infinity);
  await expect(retryConflicts(hopeless.work)).rejects.toThrow(code);
  expect(hopeless.runs()).toBe(5);
});

test('any other error is thrown at once', async () => {
  const taken = failing('23505', 1);
  await expect(retryConflicts(taken.work)).rejects.toThrow('23505');
  expect(taken.runs()).toBe(1);
});

describe.each(BACK_ENDS)('%s', (backEnd) => {
  let opened: FreshStore;
  beforeAll(async () => {
    opened = await freshStore(backEnd);
  });
  afterAll(() => opened.close());

  test('a transaction that PostgreSQL ended for another one leaves nothing, and is run again', async () => {
    const { database } = opened;
    let runs = 0;
    await database.transaction(async (sql) => {
      runs += 1;
      await sql.query('INSERT INTO setting (key, value) VALUES ($1, $2::jsonb)', [
        'announce-hours',
        '1',
      ]);
      if (runs < 3)
        await sql.query(`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$`);
    });
    expect(runs).toBe(3);
    expect(await opened.store.settings.get('announce-hours')).toBe(1);
  });
});
