import { z } from 'zod';
import type { WritableConnector } from '../../note/target-connector.ts';
import { defineConnector } from '../define.ts';
import { changesOf } from './changes.ts';
import { checkTryton } from './check.ts';
import { type ClientOptions, trytonClient } from './client.ts';
import { findParties } from './find.ts';
import { trytonWriter } from './writer.ts';

export const settings = z.object({
  TRYTON_URL: z.url({ protocol: /^https?$/ }).describe('address of the Tryton server'),
  TRYTON_DATABASE: z.string().min(1).describe('name of its database'),
  TRYTON_USER: z.string().min(1).describe('login of the Tryton user that Rapport is'),
  TRYTON_PASSWORD: z.string().min(1).describe('this user’s password'),
});

export const tryton = defineConnector({
  id: 'tryton',
  name: 'Tryton',
  settings,
  setup:
    'In Tryton: Administration → Users → Users → New, with a password and the groups that may read parties and opportunities and write parties. Set TRYTON_URL, TRYTON_DATABASE, TRYTON_USER and TRYTON_PASSWORD.',
  open: (given, of) => openTryton(given, of),
});

/** Connects to nothing before it is used. */
export function openTryton(
  given: z.output<typeof settings>,
  { id, name }: { id: string; name: string },
  options: Pick<ClientOptions, 'patience' | 'retries'> & { pageSize?: number } = {},
): WritableConnector {
  const client = trytonClient(id, {
    url: given.TRYTON_URL,
    database: given.TRYTON_DATABASE,
    user: given.TRYTON_USER,
    password: given.TRYTON_PASSWORD,
    ...options,
  });
  return {
    id,
    name,
    reader: {
      find: (query) => findParties(client, query),
      changesSince: changesOf(client, { source: id, ...options }),
    },
    writer: trytonWriter(client),
    check: () => checkTryton(client),
  };
}
