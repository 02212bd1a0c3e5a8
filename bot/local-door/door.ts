import { chmod, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { Problem } from '../../crm/problem.ts';
import { closeServer } from '../close-server.ts';

/** Where the door of the server that has this data folder is. */
export const doorOf = (folder: string): string => join(folder, 'door');

/** The system takes no longer paths for a socket, in bytes. */
const LONGEST = 100;

/**
 * A way in for programs on this machine, through a socket in the data folder that only its owner opens: an embedded store
 * belongs to one process, so others ask it. Returns what closes the door, or null where the path is too long for one.
 */
export async function openLocalDoor(
  folder: string,
  routes: (http: Express) => void,
): Promise<(() => Promise<void>) | null> {
  const path = doorOf(folder);
  if (Buffer.byteLength(path) > LONGEST) return null;
  const http = express();
  http.disable('x-powered-by');
  http.use(express.json({ limit: '1mb' }));
  routes(http);
  http.use(refused);
  const server = createServer(http);
  // A killed server leaves it behind; the folder is ours alone by now.
  await rm(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  await chmod(path, 0o600);
  const close = closeServer(server);
  return async () => {
    await close();
    await rm(path, { force: true });
  };
}

/** A problem goes to whoever asked, as it is. */
const refused: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  if (!(error instanceof Problem)) return next(error);
  const { code, say, try: advice } = error;
  response.status(409).json({ code, say, try: advice });
};
