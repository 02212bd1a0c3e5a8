import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../../prisma/store.ts';

const NOW = new Date('2026-11-24T10:14:00Z');
const newFolder = () => mkdtempSync(join(tmpdir(), 'rapport-killed-'));
const open = (folder: string) => openStore({ folder }, { now: () => NOW });

test('the embedded store is killed, and knows a delivery and its answer all the same', async () => {
  const [folder, killed] = [newFolder(), newFolder()];
  const { store } = await open(folder);
  await store.firstDelivery('teams:1:begun', NOW);
  await store.keepAnswer('teams:1:answered', {}, NOW);
  // The files as they are at this moment, which is what a process leaves that is killed.
  cpSync(join(folder, 'db'), join(killed, 'db'), { recursive: true });
  await store.close();
  const again = await open(killed);
  expect(await again.store.firstDelivery('teams:1:begun', NOW)).toBe(false);
  expect(await again.store.keptAnswer('teams:1:answered')).not.toBeNull();
  await again.store.close();
  for (const one of [folder, killed]) rmSync(one, { recursive: true });
});
