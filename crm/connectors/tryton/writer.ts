import { z } from 'zod';
import type { ConnectorWriter, ExternalId, RemoteNote } from '../../connector.ts';
import { othersText } from '../../note/text-there.ts';
import { plainName } from '../byline.ts';
import type { TrytonClient } from './client.ts';
import { rejected } from './failure.ts';
import { ALL } from './models.ts';
import { ourText, withKey } from './our-text.ts';
import { PARTY, resourceOf } from './timeline.ts';
import { Id } from './values.ts';

const NOTE = 'ir.note';

const Created = z.tuple([Id]);
const Parties = z.array(z.object({ id: Id, active: z.union([z.boolean(), z.number()]) }));
const Names = z.array(z.object({ name: z.string() }));
const Messages = z.array(
  z.object({ id: Id, message: z.string().nullish(), _timestamp: z.coerce.string() }),
);
const FIELDS = ['message', '_timestamp'];

/**
 * Writes notes on parties in the name of the connection's user. Before one is created, the party's notes are looked
 * through for our key, so that a second call after a lost answer finds the first one's work. Tryton keeps neither tasks
 * of a customer nor a customer's owner.
 */
export function trytonWriter(client: TrytonClient): ConnectorWriter {
  /** The party, and those that it replaced: a note may have been written on one of them. */
  async function partiesOf(customer: ExternalId): Promise<Id[]> {
    const number = idOf(customer) ?? 0;
    const found = await client.call(Parties, {
      model: PARTY,
      method: 'search_read',
      params: [
        ['OR', ['id', '=', number], ['replaced_by', '=', number]],
        0,
        null,
        null,
        ['active'],
      ],
      context: ALL,
    });
    if (found.some(({ id, active }) => id === number && active)) return found.map(({ id }) => id);
    throw rejected(client.system, `Tryton has no active party ${customer}`);
  }

  async function findOurs(key: string, parties: readonly Id[]): Promise<Id | null> {
    const found = await client.call(Messages, {
      model: NOTE,
      method: 'search_read',
      params: [
        [
          ['resource', 'in', parties.map(resourceOf)],
          ['message', 'like', `%${key}%`],
        ],
        0,
        null,
        [['id', 'ASC']],
        FIELDS,
      ],
    });
    return found.find(({ message }) => ourText(message ?? '')?.key === key)?.id ?? null;
  }

  /** Null where nobody there has this number. */
  async function nameOf(author: ExternalId | null): Promise<string | null> {
    const number = author === null ? null : idOf(author);
    if (number === null) return null;
    const [user] = await client.call(Names, {
      model: 'res.user',
      method: 'search_read',
      params: [[['id', '=', number]], 0, 1, null, ['name']],
      context: ALL,
    });
    return user?.name.replace(/\s+/g, ' ').trim() || null;
  }

  const bylineOf = async ({ author, byName }: RemoteNote): Promise<string | null> =>
    byName ? plainName(byName) : nameOf(author);

  async function create(note: RemoteNote): Promise<Id> {
    const message = withKey(note.body, note.key, await bylineOf(note));
    const [id] = await client.call(Created, {
      model: NOTE,
      method: 'create',
      params: [[{ resource: resourceOf(note.customer), message }]],
    });
    return id;
  }

  return {
    async addNote(note) {
      const parties = await partiesOf(note.customer);
      const id = (await findOurs(note.key, parties)) ?? (await create(note));
      return { id: String(id), url: null };
    },
    async updateNote(id, note, known) {
      const number = idOf(id);
      if (number === null) throw rejected(client.system, `Tryton has no note ${id}`);
      const [there] = await client.call(Messages, {
        model: NOTE,
        method: 'read',
        params: [[number], FIELDS],
      });
      if (!there) throw rejected(client.system, `Tryton has no note ${id}`);
      const ours = ourText(there.message ?? '');
      const words = ours?.text ?? there.message ?? '';
      const changedTo = othersText(words, note.body, known);
      if (changedTo !== null) return { changedTo };
      const message = withKey(note.body, ours?.key ?? id, await bylineOf(note));
      await client.call(z.null(), {
        model: NOTE,
        method: 'write',
        params: [[number], { message }],
        // Where somebody changes it between the two calls, Tryton refuses this one, and it is read again.
        context: { _timestamp: { [`${NOTE},${number}`]: there._timestamp } },
      });
      return { id, url: null };
    },
  };
}

const idOf = (id: ExternalId): Id | null => {
  const number = Number(id);
  return Number.isSafeInteger(number) && number > 0 ? number : null;
};
