import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from '../../../crm/connection/connection.ts';
import type { PersonId } from '../../../crm/person/person.ts';
import { frontDoor, NOW, SALES } from '../front-door.ts';

/** No system here offers own accounts; Kim had one from a time when one did. */
describe('own accounts, for what no honest client sends', () => {
  let door: Awaited<ReturnType<typeof frontDoor>>;
  let connection: Connection;
  let ana: PersonId;
  beforeAll(async () => {
    door = await frontDoor();
    const kim = await door.store.people.byEmail('kim@rapport.example');
    ana = (await door.store.people.byEmail('ana@rapport.example'))?.id as PersonId;
    connection = {
      person: kim?.id as PersonId,
      source: 'hubspot',
      user: { id: '73', email: 'kim@rapport.example' },
      since: NOW,
      endedAt: null,
    };
    await door.store.commit([{ kind: 'connection', connection, tokens: 'v1.sealed' }]);
  });
  afterAll(() => door.close());

  test('nothing to connect: what happens to notes, and who can change it', async () => {
    const { text } = await door.says('ana', 'connect', SALES);
    expect(text).toContain('No connected system lets colleagues write in their own name yet.');
    expect(text).toContain('“setup crm” says how');
    expect((await door.sends('ana', 'connect.show', {})).text).toContain('No connected system');
  });

  test('nobody but an administrator sees or ends a colleague’s account', async () => {
    for (const [action, data] of [
      ['connect.people', { skip: 0 }],
      ['connect.end', { person: connection.person, source: 'hubspot' }],
    ] as const)
      expect((await door.sends('ana', action, data)).text).toContain('That is for administrators');
    expect(await door.store.connections.get(connection)).toEqual(connection);
  });

  test('nobody ends another one’s account by a button of their own', async () => {
    const { text } = await door.sends('ana', 'connect.off', { source: 'hubspot' });
    expect(text).toContain('You have no account connected');
    expect(await door.store.connections.get(connection)).toEqual(connection);
  });

  test('a write that is not theirs goes as Rapport for nobody', async () => {
    const [customer] = await door.store.customers.find('acme industries', 1);
    if (!customer) throw new Error('Acme is not there');
    const { id: customerId } = customer.customer;
    const writeBack = { key: 'note:n:1', customerId, subject: { kind: 'note' as const, id: 'n' } };
    await door.store.commit([{ kind: 'write-back', writeBack }]);
    const failed = {
      key: writeBack.key,
      state: 'failed' as const,
      url: null,
      fault: 'no',
      at: NOW,
      remoteId: null,
      source: null,
      asPerson: connection.person,
    };
    await door.store.writeBacks.save(failed);
    const press = () => door.sends('ana', 'connect.as-rapport', { writeBack: writeBack.key });
    expect((await press()).text).toContain('no longer waiting for you');
    await door.store.writeBacks.save({ ...failed, asPerson: ana });
    expect((await press()).text).toContain('goes to');
  });

  test('Kim ends it, though the system is offered no more: nothing of it stays', async () => {
    expect((await door.says('kim', 'connect off')).text).toContain('HubSpot is disconnected');
    expect(await door.store.connections.tokens(connection)).toBeNull();
  });
});
