import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';
import { contact, customer, entry } from '../prisma/people-of-acme.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-24T10:14:00Z');
const [HOUR, DAY] = [3_600_000, 86_400_000];
const mail = (first: string) => `${first}@rapport.example`;
const [ANA, BEN, SOFIA, HELENA] = ['ana', 'ben', 'sofia', 'helena'].map(mail) as [
  string,
  string,
  string,
  string,
];

const EXPORT_FAILS = {
  kind: 'ticket' as const,
  source: 'crm',
  externalId: 'export fails',
  subject: 'Export fails',
  status: 'open' as const,
  priority: 'normal' as const,
  firstResponseAt: null,
  solvedAt: null,
  escalated: false,
  satisfaction: null,
};

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        { email: BEN, name: 'Ben' },
        { email: SOFIA, name: 'Sofia' },
        { email: HELENA, name: 'Helena' },
      ],
      now: () => NOW,
      records: [
        ...demoOrganisation(NOW),
        customer('Mailbox'),
        contact('Inês', 'Mailbox'),
        customer('Keyport'),
        {
          ...EXPORT_FAILS,
          customer: 'Keyport',
          owner: mail('aisha'),
          openedAt: new Date(NOW.getTime() - 5 * DAY),
        },
        ...(['mia', 'sofia'] as const).map((first) =>
          entry(`talk with ${first}`, 'Keyport', {
            at: new Date(NOW.getTime() - DAY),
            entryKind: 'call',
            person: mail(first),
            department: first === 'mia' ? 'support' : 'success',
          }),
        ),
        entry('called', 'org-7731', {
          source: 'helpdesk',
          at: new Date(NOW.getTime() - 3 * HOUR),
          entryKind: 'call',
          person: mail('aisha'),
          department: 'support',
        }),
        entry('asked', 'Mailbox', {
          at: new Date(NOW.getTime() - 5 * DAY - HOUR),
          direction: 'inbound',
          title: 'Can we start in May?',
          contact: 'Inês',
          department: 'success',
        }),
      ],
    });
    for (const email of [ANA, BEN, SOFIA]) await chat.as(email).says('me');
  });
  afterAll(() => chat.close());

  test('a person of two customers is with both, and each tells where else they are', async () => {
    const ana = chat.as(ANA);
    const peopleOf = async (name: string) => {
      await ana.says(`customer ${name}`);
      return (await ana.presses('People there')).text;
    };
    const [main, other] = [await peopleOf('skarda motory'), await peopleOf('lodzki tekstil')];
    const [, name] = /^(.*) · also at Łódzki Tekstil$/m.exec(main) ?? [];
    expect(name).toMatch(/^Lenka Malá, IT Manager · .*@skarda-motory\.example/);
    expect(other).toContain(`${name} · mainly at Škarda Motory s.r.o.`);
  });

  test('the owner hears who hands over their customer, and who accepts may become the owner', async () => {
    await chat.as(SOFIA).says('handoff acme industries @ben "moves to Berlin"');
    const told = await chat.as(ANA).isTold('hands over Acme Industries, which you own, to Ben');
    expect(told.text).toContain('Sofia');
    await chat.as(BEN).isTold('hands you Acme Industries');
    expect((await chat.as(BEN).presses('Accept')).text).toContain('Become the owner');
    const before = await chat.as(SOFIA).says('customer acme industries');
    expect(before.text).toMatch(/Owner Ana Ruiz · with Ben since today/);
    await chat.as(BEN).says('handoffs');
    await chat.as(BEN).presses('Open');
    await chat.as(BEN).presses('Become the owner');
    const after = await chat.as(SOFIA).says('customer acme industries');
    expect(after.text).toMatch(/Owner Ben/);
    await chat.as(ANA).isTold('becomes the owner of Acme Industries');
  });

  test('an entry says who spoke, and an unanswered letter says so twice', async () => {
    const { text } = await chat.as(ANA).says('customer vela');
    expect(text).toMatch(/Inês wrote: Is anybody there\?/);
    const waiting = (await chat.as(ANA).says('customer mailbox')).text;
    expect(waiting).toMatch(/Before you reach out\n.*Inês wrote Thu 10:14 · unanswered for 5 days/);
    expect(waiting).toMatch(
      /Newest[\s\S]*Inês wrote: Can we start in May\? · unanswered for 5 days/,
    );
    expect((await chat.as(BEN).says('work')).text).not.toContain('unanswered');
  });

  test('what was done within Rapport is one line of the newest', async () => {
    const ana = chat.as(ANA);
    for (const n of ['one', 'two', 'three', 'four']) await ana.says(`task mailbox call them, ${n}`);
    const newest = (await ana.says('customer mailbox')).text.replace(/^[\s\S]*Newest/, '');
    expect(newest).toMatch(/and 3 steps before it/);
    expect(newest.match(/call them/g)).toHaveLength(platform === 'slack' ? 2 : 1);
    expect(newest).toContain('Inês wrote: Can we start in May?');
  });

  test('a duplicate’s urgent ticket is counted, and its card is a press away', async () => {
    const ana = chat.as(ANA);
    const { text } = await ana.says('customer lumière freight sas');
    expect(text).toMatch(/May be the same company as Lumiere Freight · 1 urgent ticket there/);
    await ana.presses('Same company…');
    expect((await ana.presses('Show Lumiere Freight')).text).toMatch(/^Lumiere Freight\n/);
  });

  test('called the same company, both records are one customer; it can be taken back', async () => {
    const [ana, helena, sofia] = [chat.as(ANA), chat.as(HELENA), chat.as(SOFIA)];
    const cardOf = async (name: string) => (await ana.says(`customer ${name}`)).text;
    const before = await cardOf('lumière freight sas');
    await helena.says('duplicate lumière freight sas');
    const said = await helena.presses('Same company');
    expect(said.text).toContain('Helena called them one company today.');
    expect(said.text).toMatch(/From Lumiere Freight: .*2 tickets/);
    const one = await cardOf('lumière freight sas');
    expect(one).toMatch(/1 urgent ticket, open 27 h · Aisha/);
    expect(one).toMatch(/Last touch Aisha/);
    expect(one).not.toContain('May be the same');
    expect(await cardOf('lumiere freight')).toMatch(/^Lumière Freight SAS\n/);
    await helena.presses('Undo');
    expect(await cardOf('lumière freight sas')).toBe(before);
    await helena.presses('Not the same');
    expect(await cardOf('lumière freight sas')).not.toMatch(/ame company/);
    await helena.presses('Undo');
    const log = await chat.store.audit.search({ actions: ['same-company'], limit: 20 });
    expect(log).toHaveLength(8);
    await sofia.says('customer lumière freight sas');
    const asked = await sofia.presses('Same company…');
    expect(asked.text).toContain('The owner of one of them or a manager can say so.');
    expect(asked.text).not.toContain('Not the same');
  });

  test('each department’s lead is the one whom a record names, else the one of its last contact, and the card says so', async () => {
    const { text } = await chat.as(ANA).says('customer keyport');
    expect(text).toMatch(/Owner nobody yet · Success Sofia, by its last contact · Support Aisha\n/);
  });

  test('a pinned note stands whole', async () => {
    const ana = chat.as(ANA);
    const words = `Never call before ten: ${'the night shift ends at nine, '.repeat(6)}and ask for Rui.`;
    await ana.says(`note solvang ${words}`);
    await ana.presses('Pin');
    expect((await ana.says('customer solvang')).text).toContain(words);
  });
});
