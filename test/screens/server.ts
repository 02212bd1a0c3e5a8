import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { addDemo } from '../../bot/move-in.ts';
import { playgroundPlatform } from '../../bot/playground/playground.ts';
import { rapport } from '../../bot/rapport.ts';
import { httpServer } from '../../bot/server.ts';
import { openStore } from '../../prisma/store.ts';

/** The whole bot with its playground and the demo organisation, on this day; its address, and what ends it. */
export async function playgroundOn(
  now: () => Date,
): Promise<{ address: string; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-screens-'));
  const opened = await openStore({ folder }, { now });
  const { store, queue } = opened;
  await addDemo(opened, now());
  const log = pino({ level: 'error' });
  const server = httpServer({ store, log });
  const bot = rapport({
    store,
    queue,
    http: server.http,
    log,
    now,
    zone: 'Europe/Berlin',
    locale: 'en-GB',
    connect: (wiring) => ({
      playground: playgroundPlatform(wiring, { open: false, everybody: true, suggestions: [] }),
    }),
  });
  await bot.start();
  const address = await server.listen('127.0.0.1', 0);
  return {
    address,
    async close() {
      await server.close();
      await bot.stop();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
