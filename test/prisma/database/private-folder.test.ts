import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEmbedded } from '../../../prisma/database/embedded.ts';
import { tightenFolder } from '../../../prisma/database/private-folder.ts';
import { freshFolder } from '../../store.ts';

/** Everything under a folder that somebody else than its owner may read. */
function readable(folder: string): string[] {
  const paths = ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })];
  return paths.filter((path) => (statSync(join(folder, path)).mode & 0o077) !== 0);
}

test('a new store is its owner’s alone, and so is one that was readable', async () => {
  const { place, remove } = freshFolder();
  const folder = join(place.folder, 'data');
  const database = await openEmbedded(folder);
  expect(readable(folder)).toEqual([]);
  await database.close();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    chmodSync(join(folder, path), 0o777);
  chmodSync(folder, 0o755);
  const again = await openEmbedded(folder);
  expect(readable(folder)).toEqual([]);
  await again.query('CREATE TABLE made_later (id int)');
  expect(readable(folder)).toEqual([]);
  await again.close();
  await remove();
});

test('what else stands in the folder is left as it is', async () => {
  const { place, remove } = freshFolder();
  writeFileSync(join(place.folder, 'mine.txt'), '');
  chmodSync(join(place.folder, 'mine.txt'), 0o644);
  mkdirSync(join(place.folder, 'rejects'), { mode: 0o755 });
  writeFileSync(join(place.folder, 'rejects', 'rows.csv'), '', { mode: 0o644 });
  tightenFolder(place.folder);
  expect(readable(place.folder)).toEqual(['mine.txt']);
  await remove();
});
