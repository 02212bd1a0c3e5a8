// Writes rows for ever and says each one that was acknowledged: a process for a test to kill.
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';

const folder = process.argv[2];
if (!folder) throw new Error('Say which folder');
const { store } = await openStore({ folder }, { now });
for (let i = 0; ; i += 1) {
  await store.conversations.set('slack', 'T1', `row ${i}`, i);
  process.stdout.write(`${i}\n`);
}
