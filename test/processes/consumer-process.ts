// A consumer that says when it has decided and when it has committed, and waits there: a process for a test to kill.
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import { acting, catchUp, contextOf } from '../prisma/event/acting.ts';

const [, , place, stopAt] = process.argv;
if (!place) throw new Error('Say which folder or URL');
const { store, database } = await openStore(
  place.includes('://') ? { url: place } : { folder: place },
  {
    now,
  },
);
async function reach(point: string): Promise<void> {
  if (point !== stopAt) return;
  process.stdout.write(`${point}\n`);
  setInterval(() => {}, 1000);
  await new Promise(() => {});
}
await catchUp(
  acting(() => reach('decided')),
  contextOf(store, now),
  database,
);
await reach('committed');
