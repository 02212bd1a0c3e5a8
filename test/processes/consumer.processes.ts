import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import { acting, catchUp, contextOf } from '../prisma/event/acting.ts';
import { mention } from '../prisma/work-of-acme.ts';
import { BACK_ENDS, freshDatabase, freshFolder } from '../store.ts';
import { COMPILED } from './process.ts';

describe.each(BACK_ENDS)('a consumer, %s', (backEnd) => {
  test.each(['decided', 'committed'])(
    'killed when it has %s: each event had its effect once',
    async (point) => {
      const { place, remove } = backEnd === 'embedded' ? freshFolder() : await freshDatabase();
      const path = 'url' in place ? place.url : place.folder;
      const before = await openStore(place, { now });
      await before.store.events.register(['acting']);
      for (const id of ['q1', 'q2'])
        await before.store.commit([{ kind: 'mention', mention: mention(id) }]);
      await before.store.close();
      const child = spawn(
        process.execPath,
        [join(import.meta.dirname, 'consumer-process.ts'), path, point],
        {
          env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      const [said] = await once(child.stdout, 'data');
      expect(String(said).trim()).toBe(point);
      child.kill('SIGKILL');
      await once(child, 'close');
      const { store, database } = await openStore(place, { now });
      const tasks = async () =>
        (
          await database.query<{ of: string }>(
            `SELECT split_part(id, ':', 1) AS of FROM task ORDER BY 1`,
          )
        ).map(({ of }) => of);
      expect(await tasks()).toEqual(point === 'decided' ? [] : ['q1', 'q2']);
      await catchUp(acting(), contextOf(store, now), database);
      expect(await tasks()).toEqual(['q1', 'q2']);
      await store.close();
      await remove();
    },
    60_000,
  );
});
