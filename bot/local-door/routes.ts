import type { Express } from 'express';
import { z } from 'zod';
import type { Store } from '../../crm/store/store.ts';
import { copyStore } from '../../prisma/backup/copy.ts';
import type { Database } from '../../prisma/database/database.ts';
import { settingsOn } from '../../prisma/settings/settings.ts';
import { exportInto } from '../export.ts';
import type { Finding } from '../finding.ts';
import type { App } from '../platform.ts';
import { answer, Question } from '../terminal/answer.ts';

const BackedUp = z.object({ at: z.coerce.date() });
const ExportInto = z.object({ words: z.string().min(1).max(300), folder: z.string().min(1) });
const CopyFor = z.object({ process: z.int().positive() });

/** The questions that programs on this machine may ask a server with an embedded store. */
export function localRoutes({
  app,
  database,
  store,
  folder,
  examine,
  now,
}: {
  app: App;
  store: Store;
  now: () => Date;
  database: Database;
  folder: string;
  /** How this server is doing. */
  examine: () => Promise<Finding[]>;
}): (http: Express) => void {
  return (http) => {
    http.post('/ask', async (request, response) => {
      response.type('text').send(await answer(app, Question.parse(request.body)));
    });
    http.post('/status', async (_, response) => void response.json(await examine()));
    http.post('/backed-up', async (request, response) => {
      await settingsOn(database).set('last-backup', BackedUp.parse(request.body));
      response.type('text').send('kept');
    });
    http.post('/export', async (request, response) => {
      const asked = ExportInto.parse(request.body);
      response.type('text').send(await exportInto(store, { ...asked, now: now() }));
    });
    http.post('/copy', async (request, response) => {
      const { process } = CopyFor.parse(request.body);
      if (database.driver.kind !== 'embedded') throw new Error('A server has no files here');
      response.type('text').send(await copyStore(database.driver, { folder, forProcess: process }));
    });
  };
}
