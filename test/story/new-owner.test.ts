import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memoryCrm } from '../../crm/connectors/memory.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';
import { employee } from '../prisma/people-of-acme.ts';

const NOW = new Date('2026-11-24T10:14:00Z');
const [BEN, SOFIA, NILS] = ['ben', 'sofia', 'nils'].map((first) => `${first}@rapport.example`) as [
  string,
  string,
  string,
];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const refuses = { owner: true };
  const crm = memoryCrm({
    id: 'crm',
    name: 'HubSpot',
    customers: 'any',
    faults: () => (refuses.owner ? { kind: 'rejected', reason: 'read-only' } : null),
  });
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [BEN, SOFIA, NILS].map((email) => ({ email, name: email.split('@')[0] ?? '' })),
      now: () => NOW,
      connectors: [crm],
      records: [...demoOrganisation(NOW), employee('Nils', { source: 'hr', email: NILS })],
    });
    for (const email of [BEN, SOFIA, NILS]) await chat.as(email).says('me');
  });
  afterAll(() => chat.close());

  test('where the CRM refuses the new owner, the card says so, and the same button tries again', async () => {
    await chat.as(SOFIA).says('handoff acme industries @ben "moves to Berlin"');
    const ben = chat.as(BEN);
    await ben.isTold('hands you Acme Industries');
    await ben.presses('Accept');
    const said = await ben.presses('Become the owner');
    expect(said.text).toContain('on its way to HubSpot');
    const id = (await chat.store.customers.find('acme industries', 1))[0]!.customer.id;
    const [reference] = (await chat.store.customers.references(id)).filter(
      ({ source }) => source === 'crm',
    );
    const opened = async () => {
      await ben.says('handoffs');
      return ben.presses('Open');
    };
    await chat.until(
      async () => (await opened()).text.includes('You are not the owner yet'),
      'the card says that HubSpot refused',
    );
    expect(crm.ownerOf(reference!.externalId)).not.toBe('user-ben');
    refuses.owner = false;
    await opened();
    await ben.presses('Become the owner');
    await chat.until(
      () => crm.ownerOf(reference!.externalId) === 'user-ben',
      'the second try arrives',
    );
    await chat.until(
      async () => (await opened()).text.includes('HubSpot has you as the owner'),
      'the card says so',
    );
  });

  test('a new owner whom the CRM does not know is not called the owner there', async () => {
    refuses.owner = false;
    await chat.as(SOFIA).says('handoff globex @nils "takes over in spring"');
    const nils = chat.as(NILS);
    await nils.isTold('hands you Globex');
    await nils.presses('Accept');
    await nils.presses('Become the owner');
    const opened = async () => {
      await nils.says('handoffs');
      return (await nils.presses('Open')).text;
    };
    await chat.until(
      async () => (await opened()).includes('You are not the owner yet'),
      'the card says that HubSpot has no such user',
    );
    expect(await opened()).not.toContain('has you as the owner');
    const { text } = await chat.as(SOFIA).says('customer globex');
    expect(text).toMatch(/Owner (?!Nils)/);
    expect(text).toContain('with Nils since today');
  });
});
