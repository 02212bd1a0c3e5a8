import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { encryption } from '../../../bot/adapter/encryption.ts';
import { type OpenConsents, openConsents } from '../../../bot/connection/consents.ts';
import { examineConsents } from '../../../bot/connection/examine.ts';
import type { Connection } from '../../../crm/connection/connection.ts';
import { ConsentEnded, type ConsentFlow } from '../../../crm/connection/consent-flow.ts';
import { openTokens, tokenSource } from '../../../crm/connection/tokens.ts';
import type { Person } from '../../../crm/person/person.ts';
import { Upstream } from '../../../crm/problem.ts';
import { HOUR, MINUTE } from '../../../crm/time/durations.ts';
import { tendConnections } from '../../../jobs/connection/tend-connections.ts';
import type { JobContext } from '../../../jobs/job.ts';
import { connect, furnished } from '../../crm/connectors/salesforce/furnished.ts';
import { type FreshStore, freshStore } from '../../store.ts';

const [OLD, NEW] = [
  'an-old-secret-of-more-than-32-characters',
  'a-new-secret-of-more-than-32-characters',
];
const PUBLIC_URL = 'https://rapport.example';
const ANA = 'ana@rapport.example';

describe('tokens of colleagues, whichever copies of the bot use them', () => {
  let there: Awaited<ReturnType<typeof furnished>>;
  let fresh: FreshStore;
  let ana: Person;
  let connection: Connection;
  const connector = () => connect(there.fake);
  const flow = (): ConsentFlow => {
    const { consent } = connector();
    if (!consent) throw new Error('Salesforce offers no consent');
    return consent;
  };
  const open = (secrets: readonly [string, ...string[]]): OpenConsents =>
    openConsents({
      config: { secrets, publicUrl: PUBLIC_URL },
      connectors: [connector()],
      store: fresh.store,
      now: there.now,
      id: () => 'an-id',
    });
  const sealedWith = (...secrets: [string, ...string[]]) =>
    encryption(secrets, 'tokens of connections');
  /** Another copy of the bot. */
  const copy = (pause: (wait: number) => Promise<unknown> = async () => {}) =>
    tokenSource(connection, flow(), {
      store: fresh.store.connections,
      encryption: sealedWith(OLD),
      now: there.now,
      pause,
    });

  beforeAll(async () => {
    there = await furnished();
    fresh = await freshStore('server', there.now);
    await fresh.store.records.save([
      { kind: 'department', id: 'sales', name: 'Sales' },
      {
        kind: 'person',
        source: 'salesforce',
        externalId: there.owners[0],
        name: 'Ana Ruiz',
        email: ANA,
        title: null,
        department: 'sales',
        role: 'member',
        zone: null,
        locale: null,
        active: true,
      },
    ]);
    const found = await fresh.store.people.byEmail(ANA);
    if (!found) throw new Error('Ana is not there');
    ana = found;
  });
  afterAll(async () => {
    await fresh.close();
    await there.fake.close();
  });
  beforeEach(async () => {
    const consents = open([OLD]);
    there.fake.oauth.signsIn({ id: there.owners[0], email: ANA });
    const page = await consents.pageFor({ person: ana.id, source: 'salesforce' });
    const sent = await fetch(page, { redirect: 'manual' });
    const back = new URL(sent.headers.get('location') ?? '').searchParams;
    const begun = await consents.begun(back.get('state') ?? '');
    const { tokens } = await consents.redeem(begun, back.get('code') ?? '');
    const key = { person: ana.id, source: 'salesforce' };
    connection = {
      ...key,
      user: { id: there.owners[0], email: ANA },
      since: there.now(),
      endedAt: null,
    };
    await fresh.store.commit([
      { kind: 'connection', connection, tokens: consents.seal(tokens, key) },
    ]);
  });

  test('three copies meet an ended token at once: one gets a new one, which all use', async () => {
    const before = there.fake.oauth.refreshes();
    const copies = [copy(), copy(), copy()];
    const [ended] = await Promise.all(copies.map((one) => one.get()));
    if (!ended) throw new Error('There is no token');
    const renewed = await Promise.all(copies.map((one) => one.renew(ended)));
    expect(new Set(renewed.map(({ access }) => access)).size).toBe(1);
    expect(renewed[0]?.access).not.toBe(ended.access);
    expect(there.fake.oauth.refreshes()).toBe(before + 1);
  });

  test('a copy that was killed while it got a new one holds up the others for two minutes', async () => {
    const until = new Date(there.now().getTime() + 2 * MINUTE);
    await fresh.store.connections.beginRefresh(connection, { now: there.now(), until });
    let waits = 0;
    const waiting = copy(async () => {
      waits += 1;
      if (waits === 3) there.later(3 * MINUTE);
    });
    const ended = await copy().get();
    expect((await waiting.renew(ended)).access).not.toBe(ended.access);
    expect(waits).toBe(3);
  });

  test('one that waits too long gives up for now, and nothing is lost', async () => {
    const until = new Date(there.now().getTime() + 2 * MINUTE);
    await fresh.store.connections.beginRefresh(connection, { now: there.now(), until });
    const ended = await copy().get();
    await expect(copy().renew(ended)).rejects.toMatchObject({ fault: 'unavailable' });
    expect(await fresh.store.connections.get(connection)).toEqual(connection);
  });

  test('an app whose secret is wrong ends nobody’s consent', async () => {
    const { consent } = connect(there.fake, { SALESFORCE_CLIENT_SECRET: 'wrong' });
    const tokens = await copy().get();
    await expect(consent?.refresh(tokens)).rejects.not.toThrow(ConsentEnded);
    await expect(consent?.refresh(tokens)).rejects.toMatchObject({ fault: 'unauthorised' });
  });

  test('the secret is changed: both are good at once, and then the new one alone', async () => {
    const context = { store: fresh.store, now: there.now } as unknown as JobContext;
    const slot = there.now().toISOString();
    const before = await fresh.store.connections.tokens(connection);
    await tendConnections.run({ slot }, { ...context, consents: open([NEW, OLD]) });
    const after = await fresh.store.connections.tokens(connection);
    expect(after).not.toBe(before);
    expect(openTokens(after ?? '', connection, sealedWith(NEW)).access).toMatch(/^access-/);
    expect(() => openTokens(after ?? '', connection, sealedWith(OLD))).toThrow();
    await tendConnections.run({ slot }, { ...context, consents: open([NEW]) });
    expect(await fresh.store.connections.tokens(connection)).toBe(after);
  });

  test('tokens of one colleague are of no use to another, nor under a secret that is lost', async () => {
    const sealed = (await fresh.store.connections.tokens(connection)) ?? '';
    const other = { ...connection, person: 'somebody' as Person['id'] };
    expect(() => openTokens(sealed, other, sealedWith(OLD))).toThrow();
    const lost = tokenSource(connection, flow(), {
      store: fresh.store.connections,
      encryption: sealedWith(NEW),
      now: there.now,
    });
    await expect(lost.get()).rejects.toThrow(Upstream);
    // Nothing of the consent is lost by it: under the right secret it is as good as before.
    expect(await open([NEW]).writerAs(connector(), ana.id)).toBeNull();
    expect((await fresh.store.connections.get(connection))?.endedAt).toBeNull();
    expect(await open([OLD]).writerAs(connector(), ana.id)).not.toBeNull();
  });

  test('a token that another consent has is not given up with an earlier one', async () => {
    const tokens = (await fresh.store.connections.tokens(connection)) ?? '';
    const living = there.fake.oauth.living().length;
    await open([OLD]).revoke({ ...connection, id: 'an-id', tokens });
    expect(there.fake.oauth.living()).toHaveLength(living);
  });

  test('the doctor says what is missing, and counts tokens that nobody can read', async () => {
    const look = async (secrets: readonly [string, ...string[]] | null) =>
      (
        await examineConsents(
          secrets && { secrets, publicUrl: PUBLIC_URL },
          [connector()],
          fresh.store,
        )
      ).map(({ state, what, next }) => [state, what, next ?? '']);
    expect(await look([OLD])).toEqual([
      ['well', expect.stringContaining('colleagues can write in their own name'), ''],
    ]);
    const [missing, unread] = await look(null);
    expect(missing).toEqual([
      'missing',
      expect.stringContaining('go there as Rapport'),
      expect.stringMatching(/connect\/salesforce.*Set TOKEN_SECRET, PUBLIC_URL/s),
    ]);
    expect(unread?.[0]).toBe('broken');
    expect((await look([NEW]))[1]).toEqual([
      'broken',
      expect.stringContaining('1 own account'),
      expect.stringContaining('TOKEN_SECRET_BEFORE'),
    ]);
    expect(await look([NEW, OLD])).toHaveLength(1);
  });

  test('a colleague who left: their connection goes within the hour, and Salesforce hears', async () => {
    there.later(HOUR);
    await fresh.store.records.save([
      {
        kind: 'person',
        source: 'salesforce',
        externalId: there.owners[0],
        name: 'Ana Ruiz',
        email: ANA,
        title: null,
        department: 'sales',
        role: 'member',
        zone: null,
        locale: null,
        active: false,
      },
    ]);
    const consents = open([OLD]);
    expect(await consents.writerAs(connector(), ana.id)).toBeNull();
    const context = { store: fresh.store, now: there.now, consents } as unknown as JobContext;
    await tendConnections.run({ slot: there.now().toISOString() }, context);
    expect(await fresh.store.connections.get(connection)).toBeNull();
    const revocation = await fresh.store.connections.revocation('an-id');
    if (!revocation) throw new Error('Nobody tells Salesforce');
    const living = there.fake.oauth.living().length;
    await consents.revoke(revocation);
    expect(there.fake.oauth.living()).toHaveLength(living - 1);
    // A second time is no fault.
    await consents.revoke(revocation);
  });
});
