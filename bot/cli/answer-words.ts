import express from 'express';
import { toBlockKit } from '../../cards/view/slack/block-kit.ts';
import { toAdaptiveCard } from '../../cards/view/teams/adaptive-card.ts';
import { formToText, toText } from '../../cards/view/text.ts';
import type { Reply } from '../../commands/command.ts';
import { unreachable } from '../../crm/problem.ts';
import { openStore } from '../../prisma/store.ts';
import { readConfig } from '../config.ts';
import { openConnectors } from '../connectors.ts';
import { logger } from '../logger.ts';
import { addLocalAdministrator } from '../move-in.ts';
import { rapport } from '../rapport.ts';
import { terminalAccount, terminalPlace, terminalPlatform } from './terminal.ts';

export interface Question {
  as: string | undefined;
  json: 'slack' | 'teams' | 'text' | undefined;
  words: string;
}

/** Asks the front door, and gives its answer in the format asked for. Throws `Problem` where the store cannot be opened. */
export async function answerWords({ as, json, words }: Question, now: () => Date): Promise<string> {
  const config = readConfig();
  const log = logger(config.logLevel === 'info' ? 'warn' : config.logLevel);
  const opened = await openStore(config.store, { now });
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
    const reply = await app.handle({
      account: terminalAccount(as),
      place: terminalPlace,
      ask: { kind: 'words', words },
    });
    return rendered(reply, json);
  } finally {
    await store.close();
  }
}

function rendered(reply: Reply, json: Question['json']): string {
  if (reply.kind === 'form') return formToText(reply.form);
  switch (json) {
    case undefined:
      return toText(reply.view);
    case 'text':
      return JSON.stringify({ text: toText(reply.view) }, null, 2);
    case 'slack':
      return JSON.stringify(toBlockKit(reply.view), null, 2);
    case 'teams':
      return JSON.stringify(toAdaptiveCard(reply.view), null, 2);
    default:
      return unreachable(json);
  }
}
