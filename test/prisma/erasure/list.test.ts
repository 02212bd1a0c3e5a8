import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  checkErasureList,
  copyErasureList,
  listErasure,
  readErasureList,
} from '../../../prisma/erasure/list.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(temporaryFolder(), 'list-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const erasure = (id: string) => ({
  id,
  at: '2026-11-17T10:14:00.000Z',
  subject: 'customer' as const,
  proof: null,
  hashes: [`hash of ${id}`],
});
const idsIn = async (at: string) => (await readErasureList(at)).erasures.map(({ id }) => id);

test('a line that was torn is named, and neither the ones before nor the next one are lost', async () => {
  await listErasure(folder, erasure('a'), ['k1']);
  writeFileSync(join(folder, 'list.jsonl'), '{"id":"torn', { flag: 'a' });
  await listErasure(folder, erasure('b'), ['k2', 'k1']);
  const list = await readErasureList(folder);
  expect(list.erasures.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(list.keys).toEqual(['k2', 'k1']);
  expect(list.damaged).toEqual([`line 2 of ${join(folder, 'list.jsonl')}`]);
});

test('keys that are half written stop no erasure, and are put aside', async () => {
  writeFileSync(join(folder, 'keys.json'), '["k');
  expect((await readErasureList(folder)).damaged).toEqual([join(folder, 'keys.json')]);
  await listErasure(folder, erasure('a'), ['k1']);
  expect(await readErasureList(folder)).toMatchObject({ keys: ['k1'], damaged: [] });
  expect(readdirSync(folder).toSorted()).toEqual(['keys.json', 'keys.json.damaged', 'list.jsonl']);
});

test('the list of another folder is brought along, each erasure once', async () => {
  const into = join(folder, 'new', 'erasures');
  expect((await copyErasureList(folder, into)).isThere).toBe(false);
  await listErasure(folder, erasure('a'), ['k1']);
  await copyErasureList(folder, into);
  await listErasure(folder, erasure('b'), ['k1']);
  await copyErasureList(folder, into);
  await copyErasureList(into, into);
  expect(await idsIn(into)).toEqual(['a', 'b']);
  expect((await readErasureList(into)).keys).toEqual(['k1']);
});

test('a folder that cannot be written is told before, and one that can is left as it was', async () => {
  await checkErasureList(join(folder, 'erasures'));
  expect(readdirSync(join(folder, 'erasures'))).toEqual(['list.jsonl']);
  expect(await idsIn(join(folder, 'erasures'))).toEqual([]);
  writeFileSync(join(folder, 'file'), '');
  await expect(checkErasureList(join(folder, 'file', 'erasures'))).rejects.toMatchObject({
    code: 'erasures-unwritable',
  });
});
