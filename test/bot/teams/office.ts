import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { createApp } from '../../../bot/app.ts';
import type { App } from '../../../bot/platform.ts';
import type { TeamsConfig } from '../../../bot/teams/config.ts';
import * as commands from '../../../commands/index.ts';
import { NO_CONSENTS } from '../../../crm/connection/consents.ts';
import { itemMappings } from '../../../crm/connectors/items/mappings.ts';
import type { CustomerRecord, PersonRecord, SourceRecord } from '../../../crm/customer/records.ts';
import { type TeamsChat, teamsChat } from '../../chat/teams.ts';
import { type FreshStore, freshStore } from '../../store.ts';
import type { Colleague } from './client.ts';

export const ana: Colleague = { email: 'ana@example.com', name: 'Ana Ruiz' };
export const ben: Colleague = { email: 'ben@example.com', name: 'Ben Osei' };
export const gil: Colleague = {
  email: 'gil@agency.example',
  name: 'Gil Guest',
  userRole: 'guest',
  userPrincipalName: 'gil_agency.example#EXT#@example.com',
};
export const mallory: Colleague = {
  email: 'mallory@evil.example',
  name: 'Mallory',
  tenantId: 'ffffffff-0000-4000-8000-000000000000',
};

const person = ({ email, name }: Colleague, department: string): PersonRecord => ({
  kind: 'person',
  source: 'test',
  externalId: email,
  name,
  email,
  title: null,
  department: department as PersonRecord['department'],
  role: 'member',
  zone: 'Europe/Berlin',
  locale: 'en-GB',
  active: true,
});
const customer = (name: string, city: string): CustomerRecord => ({
  kind: 'customer',
  source: 'test',
  externalId: name,
  name,
  segment: 'Mid-market',
  industry: null,
  city,
  country: 'DE',
  stage: 'live',
  owner: ana.email,
  revenue: { amount: 4_800_000, currency: 'EUR' },
  renewsOn: '2027-01-09',
  health: 70,
  since: '2025-03-01',
  domains: [`${name.split(' ')[0]?.toLowerCase()}.example`],
  url: null,
  references: [],
});

const RECORDS: SourceRecord[] = [
  person(ana, 'sales'),
  person(ben, 'support'),
  person({ email: 'mallory@evil.example', name: 'Mallory' }, 'sales'),
  customer('Acme Industries', 'Berlin'),
  customer('Globex', 'Leeds'),
  {
    kind: 'entry',
    source: 'test',
    externalId: 'e1',
    customer: 'Acme Industries',
    at: new Date('2026-11-20T09:00:00Z'),
    department: 'sales',
    channel: 'call',
    direction: 'outbound',
    entryKind: 'call',
    title: 'Asked about seats',
    body: 'They want fifty more seats.',
    person: ana.email,
    contact: null,
    money: null,
    link: null,
    visibility: 'everyone',
    record: null,
  },
];

export interface Office extends TeamsChat {
  fresh: FreshStore;
  /** Replaced by tests that need a slow or a failing front door. */
  door: { app: App };
}

/** Two colleagues, a guest and a stranger; two customers; the whole bot behind Teams. */
export async function office({
  config = {},
  log,
}: {
  config?: Partial<TeamsConfig>;
  log?: Logger;
} = {}): Promise<Office> {
  const now = () => new Date('2026-11-22T09:14:00Z');
  const fresh = await freshStore('server', now);
  await fresh.store.records.save(RECORDS);
  const door: { app?: App } = {};
  const through: App = {
    handle: (request) => opened(door).handle(request),
    suggest: (request, query) => opened(door).suggest(request, query),
    readsOnly: (ask) => opened(door).readsOnly(ask),
    keep: (request, message) => opened(door).keep(request, message),
  };
  const chat = await teamsChat({
    store: fresh.store,
    people: [ana, ben, gil, mallory],
    now,
    config,
    ...(log && { log }),
    app: (platform, wiring) => {
      door.app = createApp({
        store: fresh.store,
        queue: { send: async () => {} },
        commands: Object.values(commands),
        platformOf: () => platform,
        log: wiring.log,
        now,
        zone: 'Europe/Berlin',
        locale: 'en-GB',
        id: randomUUID,
        connectors: [],
        consents: NO_CONSENTS,
        mappings: itemMappings(null),
      });
      return through;
    },
  });
  const close = async (): Promise<void> => {
    await chat.close();
    await fresh.close();
  };
  return {
    ...chat,
    fresh,
    door: {
      get app() {
        return opened(door);
      },
      set app(app) {
        door.app = app;
      },
    },
    close,
  };
}

function opened({ app }: { app?: App }): App {
  if (!app) throw new Error('No front door');
  return app;
}
