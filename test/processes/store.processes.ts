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
