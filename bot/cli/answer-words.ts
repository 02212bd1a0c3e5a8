import express from 'express';
import { openStore } from '../../prisma/store.ts';
import type { Config } from '../config.ts';
import { openConnectors } from '../connectors.ts';
import { logger } from '../logger.ts';
import { addLocalAdministrator } from '../move-in.ts';
import { rapport } from '../rapport.ts';
import { terminalPlatform } from '../terminal/adapter.ts';
import { answer, type Question } from '../terminal/answer.ts';

/** Opens the store and asks the front door. Throws `Problem` where the store cannot be opened. */
export async function answerWords(
  question: Question,
  config: Config,
  now: () => Date,
): Promise<string> {
  const log = logger(config.logLevel === 'info' ? 'warn' : config.logLevel);
  const { administrators, dataDir } = config;
  const opened = await openStore(config.store, { now, administrators, dataDir });
  const { store, queue, database } = opened;
  try {
    if (database.kind === 'embedded') await addLocalAdministrator(store);
    const { app } = rapport({
      store,
      queue,
      http: express(),
      log,
      now,
      connectors: await openConnectors(config.connectors, opened, now),
      zone: config.zone,
      locale: config.locale,
      connect: () => ({ terminal: terminalPlatform() }),
    });
    return await answer(app, question);
  } finally {
    await store.close();
  }
}
