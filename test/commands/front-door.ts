import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { createApp } from '../../bot/app.ts';
import type { Readers, Request } from '../../bot/platform.ts';
import { COMMANDS } from '../../bot/rapport.ts';
import { formToText, toText } from '../../cards/view/text.ts';
import type { Button, Data, Values, View } from '../../cards/view/view.ts';
import { NO_CONSENTS } from '../../crm/connection/consents.ts';
import { itemMappings } from '../../crm/connectors/items/mappings.ts';
import type { Place } from '../../crm/person/place.ts';
import { demoOrganisation } from '../demo-organisation.ts';
import { saveRecords } from '../saved-records.ts';
import { freshStore } from '../store.ts';

/** A Tuesday, in office hours. */
export const NOW = new Date('2026-11-24T10:14:00Z');
export const DIRECT: Place = {
  platform: 'slack',
  tenant: 'T1',
  kind: 'direct',
  id: 'D1',
  name: null,
  shared: false,
};
export const HOME: Place = { ...DIRECT, kind: 'home', id: 'U1' };
export const SALES: Place = { ...DIRECT, kind: 'channel', id: 'C1', name: 'sales' };

/** The front door over a real store with the demo organisation, without a platform: for what no honest client sends. */
export async function frontDoor() {
  const clock = { now: NOW };
  const { store, database, close } = await freshStore('server', () => clock.now);
  await saveRecords({ store, database }, demoOrganisation(NOW), NOW);
  const posts: { key: string; view: View }[] = [];
  const account = (name: string) => ({ platform: 'slack' as const, tenant: 'T1', user: name });
  const readers = new Map<string, Readers>();
  const app = createApp({
    id: randomUUID,
    connectors: [],
    consents: NO_CONSENTS,
    mappings: itemMappings(null),
    store,
    commands: COMMANDS,
    now: () => clock.now,
    zone: 'Europe/Berlin',
    locale: 'en-GB',
    log: pino({ level: 'silent' }),
    queue: {
      async send(_, data, { key }) {
        posts.push({ key, view: (data as { view: View }).view });
      },
    },
    platformOf: () => ({
      identify: async ({ user }) => ({
        standing: 'member',
        email: `${user}@rapport.example`,
        name: user,
        zone: null,
        locale: null,
      }),
      readers: async ({ id }) =>
        readers.get(id) ?? { accounts: [account('ana'), account('kim')], outsiders: false },
      post: async () => ({ reference: '1' }),
      findPost: async () => null,
      update: async () => 'done',
      direct: async () => null,
      threads: false,
      start: async () => {},
      stop: async () => {},
    }),
  });
  const answered = async (name: string, place: Place, ask: Request['ask']) => {
    const reply = await app.handle({ account: account(name), place, ask });
    // A form says all that it asks for and is filled with.
    if (reply.kind === 'form')
      return {
        text: formToText(reply.form),
        view: { title: reply.form.title, blocks: [] },
        buttons: [],
        form: reply.form,
      };
    return {
      form: null,
      text: toText(reply.view),
      view: reply.view,
      buttons: buttonsOf(reply.view),
    };
  };
  return {
    store,
    database,
    posts,
    clock,
    reads: (place: Place, names: readonly string[]) =>
      readers.set(place.id, { accounts: names.map(account), outsiders: false }),
    says: (name: string, words: string, place = DIRECT) =>
      answered(name, place, { kind: 'words', words }),
    sends: (name: string, action: string, data: unknown, place = DIRECT) =>
      answered(name, place, { kind: 'press', action, data, values: {} }),
    submits: (name: string, action: string, data: unknown, values: Values, place = DIRECT) =>
      answered(name, place, { kind: 'press', action, data, values }),
    close,
  };
}

const buttonsOf = ({ blocks }: View): Button[] =>
  blocks.flatMap((block) =>
    block.kind === 'buttons' ? [...block.buttons, ...(block.more?.buttons ?? [])] : [],
  );

/** The data that a button would send. */
export function dataOf(buttons: readonly Button[], label: string): Data {
  const button = buttons.find((candidate) => candidate.label === label);
  if (button?.kind !== 'press')
    throw new Error(
      `No button "${label}" among ${buttons.map((candidate) => candidate.label).join(', ')}`,
    );
  return button.data;
}
