import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import { freshFolder } from '../store.ts';
import { kill, storeWriter } from './store-writer.ts';

test('the embedded store, killed while writing, opens again with every row that was acknowledged', async () => {
  const { place, remove } = freshFolder();
  for (const rows of [20, 60]) {
    const { child, last } = await storeWriter(place.folder, rows);
    await kill(child);
    const { store } = await openStore(place, { now });
    const kept = await Promise.all(
      Array.from({ length: last() + 1 }, (_, i) =>
        store.conversations.get('slack', 'T1', `row ${i}`),
      ),
    );
    await store.close();
    expect(kept).toEqual(Array.from({ length: last() + 1 }, (_, i) => i));
  }
  await remove();
});

test('a second process, and a second store in this one, are refused while the first lives', async () => {
  const { place, remove } = freshFolder();
  const { child } = await storeWriter(place.folder, 1);
  await expect(openStore(place, { now })).rejects.toMatchObject({
    code: 'store-in-use',
    say: expect.stringContaining(String(child.pid)),
    try: expect.stringContaining('DATA_DIR'),
  });
  await kill(child);
  const { store } = await openStore(place, { now });
  await expect(openStore(place, { now })).rejects.toMatchObject({ code: 'store-in-use' });
  await store.close();
  const again = await openStore(place, { now });
  await again.store.close();
  expect(existsSync(join(place.folder, 'in-use'))).toBe(false);
  await remove();
});
