import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MemoryCrm, memoryCrm } from '../../crm/connectors/memory.ts';
import { demoOrganisation } from '../../prisma/seed/organisation.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-17T10:14:00Z');
const mail = (first: string) => `${first}@rapport.example`;
const [ANA, BEN, MIA, PARTNER] = ['ana', 'ben', 'mia', 'pat'].map(mail) as [
  string,
  string,
  string,
  string,
];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  let crm: MemoryCrm;
  beforeAll(async () => {
    crm = memoryCrm({ id: 'crm', name: 'the CRM', customers: 'any' });
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        { email: BEN, name: 'Ben Osei' },
        { email: MIA, name: 'Mia Hoffmann' },
        { email: PARTNER, name: 'Pat', standing: 'outsider' },
      ],
      channels: [{ name: '#with-partner', members: [ANA, PARTNER], shared: true }],
      now: () => NOW,
      connectors: [crm],
      records: demoOrganisation(NOW),
    });
    for (const email of [ANA, BEN, MIA]) await chat.as(email).says('me');
  });
  afterAll(() => chat.close());
  const ask = async (email: string, words: string) => (await chat.as(email).says(words)).text;
  const openOf = async (name: string) => {
    const customer = (await chat.store.customers.named(name))!;
    return chat.store.promises.open({ customer, limit: 50 });
  };

  test('a typed promise stands on the card, on the timeline and in the CRM', async () => {
    const text = await ask(ANA, 'promise globex SSO by 1 Dec');
    expect(text).toMatch(/Globex: SSO/);
    expect(text).toMatch(/Noted\. I remind you the day before/);
    expect(text).toMatch(/Promised by 1 Dec, in 14 days · Ana/);
    expect(await openOf('globex')).toMatchObject([
      { what: 'SSO', dueOn: '2026-12-01', department: 'sales', state: 'open' },
    ]);
    expect(await ask(MIA, 'globex')).toMatch(/Promised SSO by 1 Dec · Ana/);
    expect(await ask(MIA, 'timeline globex only promises')).toMatch(/Ana promised: SSO/);
    await chat.until(() => crm.tasks().length > 0, 'the CRM has the task');
    expect(crm.tasks()).toMatchObject([{ what: 'Promised to the customer: SSO', done: false }]);
  });

  test('a colleague’s promise is theirs: they hear of it, and keep it with a press', async () => {
    expect(await ask(ANA, 'promise globex @ben "training in German" by 9 Dec')).toMatch(
      /Ben hears of it/,
    );
    const told = await chat.as(BEN).isTold('Ana noted that you promised it');
    expect(told.text).toMatch(/Globex: training in German/);
    expect((await chat.as(BEN).presses('Kept')).text).toMatch(/Kept\. Thank you!/);
    expect((await chat.as(ANA).isTold('Ben says that it is kept')).text).toMatch(/Kept · Ben/);
    expect(await ask(MIA, 'globex')).not.toMatch(/training in German by/);
  });
});
