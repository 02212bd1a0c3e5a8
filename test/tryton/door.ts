import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';
import { z } from 'zod';
import type { Trouble } from '../crm/connectors/contract.ts';

/** Stands before the server, lets everything through to it, and causes faults as Tryton and proxies have them. */
export interface Door {
  url: string;
  /** This happens to the next call that is no login; `answer-lost` to the next one that writes. */
  next(trouble: Trouble): void;
  close(): Promise<void>;
}

const RETRY_AFTER = '7';
const Call = z.object({ method: z.string() });
const WRITES = /\.(?:create|write|delete)$/;

export async function openDoor(server: string): Promise<Door> {
  const http = express();
  const coming: Trouble[] = [];
  let isLocked = false;

  http.post(
    '/{*path}',
    express.text({ type: () => true, limit: '10mb' }),
    async (request, response) => {
      const { method } = Call.parse(JSON.parse(String(request.body)));
      const isLogin = method === 'common.db.login';
      if (isLogin && isLocked) {
        isLocked = false;
        return void response.status(401).end();
      }
      const waits = isLogin || (coming[0] === 'answer-lost' && !WRITES.test(method));
      const trouble = waits ? undefined : coming.shift();
      // A user who was locked out has no session any more, and gets no new one.
      if (trouble === 'unauthorised') isLocked = true;
      if (trouble && trouble !== 'answer-lost') return fails(response, trouble);
      const answer = await fetch(new URL(request.path, server), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(request.headers.authorization && { authorization: request.headers.authorization }),
        },
        body: String(request.body),
      });
      const text = await answer.text();
      if (trouble) return void response.destroy();
      response.status(answer.status).type('json').send(text);
    },
  );
  const listening = http.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    next: (trouble) => void coming.push(trouble),
    async close() {
      listening.closeAllConnections();
      listening.close();
      await once(listening, 'close');
    },
  };
}

function fails(response: Response, trouble: Exclude<Trouble, 'answer-lost'>): void {
  switch (trouble) {
    case 'rate-limited':
      return void response.status(429).set('retry-after', RETRY_AFTER).end();
    case 'unavailable':
      return void response.status(503).end();
    case 'unauthorised':
      return void response.status(401).end();
    case 'rejected':
      return void response.json({
        id: 0,
        error: ['UserError', ['You are not allowed to access "Party".', '', null]],
      });
  }
}
