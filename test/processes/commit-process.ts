// Commits work, for ever or so many times, and says each one that was acknowledged: a process for a test to kill.
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import { BEN, messageTo, task, timelineEntry } from '../prisma/work-of-acme.ts';

const [, , place, times = 'Infinity'] = process.argv;
if (!place) throw new Error('Say which folder or URL');
const { store } = await openStore(place.includes('://') ? { url: place } : { folder: place }, {
  now,
});
for (let i = 0; i < Number(times); i += 1) {
  const id = `task-${i}`;
  const result = await store.commit([
    { kind: 'task', task: task(id) },
    { kind: 'entry', entry: timelineEntry(id, { kind: 'task' }) },
    { kind: 'message', message: messageTo(BEN, id) },
    {
      kind: 'write-back',
      writeBack: { key: id, customerId: task(id).customerId, subject: { kind: 'task', id } },
    },
  ]);
  process.stdout.write(`${i} ${result}\n`);
}
await store.close();
