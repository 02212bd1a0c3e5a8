// npm run ask -- [--as <e-mail>] [--json slack|teams|text] "<words>": the front door in the terminal.
import { parseArgs } from 'node:util';
import express from 'express';
import { toBlockKit } from '../../cards/view/slack/block-kit.ts';
import { toAdaptiveCard } from '../../cards/view/teams/adaptive-card.ts';
import { formToText, toText } from '../../cards/view/text.ts';
import type { Reply } from '../../commands/command.ts';
import { Problem, unreachable } from '../../crm/problem.ts';
import { openStore } from '../../prisma/store.ts';
import { incomingText } from '../adapter/incoming-text.ts';
import { readConfig } from '../config.ts';
import { openConnectors } from '../connectors.ts';
import { logger } from '../logger.ts';
import { addLocalAdministrator } from '../move-in.ts';
import { rapport } from '../rapport.ts';
import { program } from './program.ts';
import { terminalAccount, terminalPlace, terminalPlatform } from './terminal.ts';

/** The one clock. */
const now = () => new Date();

const USAGE = 'Type: npm run ask -- [--as <e-mail>] [--json slack|teams|text] "<words>"';
const FORMATS = ['slack', 'teams', 'text'] as const;
type Format = (typeof FORMATS)[number];

await program(async () => {
  const { as, json, words } = readArguments();
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
      connectors: await openConnectors(config.connectors, opened),
      zone: config.zone,
      locale: config.locale,
      connect: () => ({ terminal: terminalPlatform() }),
    });
    const reply = await app.handle({
      account: terminalAccount(as),
      place: terminalPlace,
      ask: { kind: 'words', words },
    });
    console.log(rendered(reply, json));
  } finally {
    await store.close();
  }
});

function readArguments(): { as: string | undefined; json: Format | undefined; words: string } {
  try {
    const { values, positionals } = parseArgs({
      options: { as: { type: 'string' }, json: { type: 'string' } },
      allowPositionals: true,
    });
    const json = FORMATS.find((format) => format === values.json);
    if (values.json !== undefined && !json)
      throw new Problem('usage', {
        say: `--json knows ${FORMATS.join(', ')}, not ${values.json}.`,
        try: USAGE,
      });
    return { as: values.as, json, words: incomingText(positionals.join(' ')) };
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem('usage', { say: (cause as Error).message, try: USAGE, cause });
  }
}

function rendered(reply: Reply, json: Format | undefined): string {
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
