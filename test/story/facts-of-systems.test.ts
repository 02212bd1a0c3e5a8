import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConnectorJob } from '../../crm/connectors/jobs.ts';
import { memoryCrm } from '../../crm/connectors/memory.ts';
import type { SourceRecord } from '../../crm/customer/records.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { customer, departments, employee } from '../prisma/people-of-acme.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-24T10:14:00Z');
const HOUR = 3_600_000;
const [ANA, LEA, MIA] = ['ana@ours.example', 'lea@ours.example', 'mia@ours.example'];

const ACME = customer('h-1', {
  source: 'hubspot',
  name: 'Acme Industries',
  owner: ANA,
  domains: ['acme.example'],
  revenue: { amount: 4_800_000, currency: 'EUR' },
});
const BILLED = customer('s-1', {
  source: 'stripe',
  name: 'ACME Industries GmbH',
  domains: ['acme.example'],
  revenue: { amount: 5_100_000, currency: 'EUR' },
  city: 'Berlin',
});
const OTHERS: readonly SourceRecord[] = [customer('elsewhere', { source: 'zendesk' })];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  const down = { hubspot: false };
  let readings = 0;
  beforeAll(async () => {
    const hubspot = memoryCrm({
      id: 'hubspot',
      name: 'HubSpot',
      customers: [ACME],
      faults: () => (down.hubspot ? { kind: 'unavailable' } : null),
    });
    chat = await bot({
      platform,
      now: () => clock.now,
      records: [
        ...departments,
        employee('Ana'),
        employee('Lea', { role: 'administrator' }),
        employee('Mia', { department: 'support' }),
        ACME,
        ...OTHERS,
      ],
      people: [
        { email: ANA, name: 'Ana' },
        { email: LEA, name: 'Lea' },
        { email: MIA, name: 'Mia' },
      ],
      connectors: [hubspot],
    });
    await chat.as(LEA).says('help');
    await chat.store.records.save([BILLED]);
    await chat.until(
      async () => (await chat.store.matches.joins((await acme())!)).length === 1,
      'both systems tell of one customer',
    );
  });
  afterAll(() => chat.close());
  const acme = () => chat.store.customers.named('acme.example');
  const cardOf = async () => (await chat.as(ANA).says('customer acme.example')).text;
  /** HubSpot is read until the card says so, or no more: a reading that is under way lets no other begin. */
  const readUntil = (says: boolean, words: string) =>
    chat.until(async () => {
      if ((await cardOf()).includes(words) === says) return true;
      readings += 1;
      const key = `read ${readings}`;
      await chat.queue.send(readConnectorJob, { source: 'hubspot' }, { key });
      return false;
    }, `the card says "${words}": ${says}`);

  test('“Why this?” names the system of each fact and its age, and the part that was joined', async () => {
    const card = await cardOf();
    expect(card).toMatch(/^Acme Industries\n/);
    expect(card).toContain('€48,000 a year');
    expect(card).toContain('Berlin');
    clock.now = new Date(NOW.getTime() + 3 * HOUR);
    await cardOf();
    const { text } = await chat.as(ANA).presses('Why this?');
    // The system of most facts and its age are said once, above them.
    expect(text).toMatch(/Where each fact is from[\s\S]*?HubSpot, told 3 h ago[\s\S]*?Owner/);
    expect(text.match(/HubSpot, told 3 h ago/g)).toHaveLength(1);
    expect(text).toMatch(/Owner[\s:]+Ana\n/);
    expect(text).toMatch(/Revenue[\s:]+€48,000\n/);
    expect(text).toMatch(/Place[\s\S]*?Berlin · Stripe, told 3 h ago/);
    expect(text).toContain('Joined by itself today: both have the domain acme.example');
    const about = await chat.as(ANA).presses('About ACME Industries GmbH…');
    expect(about.text).toContain('are one customer');
    clock.now = NOW;
  });

  test('a fact that this reader may not see is in no line', async () => {
    await chat.as(MIA).says('customer acme.example');
    expect((await chat.as(MIA).presses('Why this?')).text).not.toContain('48,000');
  });

  test('an administrator says which system decides a fact, and it holds at once', async () => {
    const lea = chat.as(LEA);
    expect((await chat.as(ANA).says('fields revenue stripe')).text).toContain('administrator');
    expect((await lea.says('fields shoe stripe')).text).toContain(
      'I know no fact called “shoe stripe”',
    );
    expect((await lea.says('fields revenue paypal')).text).toContain('No system called “paypal”');
    expect((await lea.says('fields revenue')).text).toContain('Say which system decides “revenue”');
    const set = await lea.says('fields revenue Stripe, hubspot');
    expect(set.text).toMatch(/Revenue[\s\S]*?Stripe, then HubSpot, then as usual/);
    await chat.until(async () => (await cardOf()).includes('€51,000 a year'), 'Stripe decides it');
    expect(await cardOf()).toMatch(/^Acme Industries\n/);
    await lea.says('fields revenue usual');
    await chat.until(async () => (await cardOf()).includes('€48,000 a year'), 'HubSpot decides it');
  });

  test('an owner who was set here is from here', async () => {
    const [id, lea] = [(await acme())!, (await chat.store.people.byEmail(LEA))!];
    await chat.store.commit([{ kind: 'owner', customerId: id, person: lea.id }], NOW);
    await chat.store.records.save([{ ...BILLED, industry: 'Steel' }]);
    expect(await cardOf()).toContain('Owner Lea');
    expect((await chat.as(ANA).presses('Why this?')).text).toMatch(/Lea · set here/);
    await chat.store.records.save([{ ...ACME, segment: 'Large' }]);
    expect(await cardOf()).toContain('Owner Ana');
  });

  test('only systems that know the customer have an age on its card, and one that fails is named', async () => {
    expect(await cardOf()).not.toContain('Zendesk');
    await readUntil(false, 'cannot be read');
    down.hubspot = true;
    await readUntil(true, 'HubSpot cannot be read since');
    expect(await cardOf()).toContain('it does not answer. Its facts may be old.');
    expect((await chat.as(ANA).says('customer elsewhere')).text).not.toContain('HubSpot');
    down.hubspot = false;
    await readUntil(false, 'cannot be read');
    clock.now = new Date(NOW.getTime() + 3 * HOUR);
    expect(await cardOf()).toContain('HubSpot was not read for 3 h');
    clock.now = NOW;
  });
});
