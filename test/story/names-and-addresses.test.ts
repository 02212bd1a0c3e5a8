import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Wednesday, in office hours. */
const NOW = new Date('2026-11-25T10:14:00Z');
const [TOM, BEN, DARNELL] = ['tom', 'ben', 'darnell'].map((name) => `${name}@rapport.example`) as [
  string,
  string,
  string,
];

/** The asker, the typed words, and the customer whose card is the answer. */
const ONE = [
  [TOM, 'customer 例示食品', '株式会社例示食品'],
  [TOM, 'customer 見本運輸', '見本運輸株式会社'],
  [TOM, 'customer 보기물산', '주식회사 보기물산'],
  [TOM, 'customer 견본상사', '견본상사 주식회사'],
  [TOM, 'customer 示例贸易', '示例贸易有限公司'],
  [TOM, 'customer नमूना ट्रेडर्स', 'नमूना ट्रेडर्स'],
  [TOM, 'customer নমুনি স্টোর', 'নমুনি স্টোর'],
  [TOM, 'customer muller sohne probe', 'Müller & Söhne Probe GmbH'],
  [TOM, 'customer mueller soehne probe', 'Müller & Söhne Probe GmbH'],
  [TOM, 'customer norreby prove', 'Nørreby Prøve ApS'],
  [TOM, 'customer lodzka testowa', 'Łódzka Testowa Sp. z o.o.'],
  [TOM, 'customer ozturk ornek', 'Öztürk Örnek A.Ş.'],
  [TOM, 'customer sample and sons', 'Sample & Sons'],
  [TOM, 'customer sample und sons', 'Sample & Sons'],
  [TOM, 'customer sample &amp; sons', 'Sample & Sons'],
  [TOM, 'customer antje beispiel', 'Müller & Söhne Probe GmbH'],
  [TOM, 'customer probe bakery graz', 'Probe Bakery'],
  [TOM, 'customer 🚀🚀', '🚀🚀'],
  [TOM, 'customer trader probe', 'Trader Probe'],
  [BEN, 'customer 030 23125 017', 'Dial Berlin'],
  [TOM, 'customer 020 7946 0123', 'Dial London'],
  [TOM, 'customer +44 20 7946 0123', 'Dial London'],
  [DARNELL, 'customer (617) 555-0147', 'Dial Boston'],
  [DARNELL, 'customer +1 617 555 0147', 'Dial Boston'],
  [TOM, 'customer 0113 496 0444', 'Dial Wide'],
  [TOM, 'customer ＋４４１１３４９６０４４４', 'Dial Wide'],
  [TOM, 'customer +44 131 496 0555', 'Dial Hidden'],
  [BEN, 'customer tel:+494066969066', 'Dial Link'],
  [BEN, 'customer 040/66969-066', 'Dial Link'],
  [TOM, 'customer <eva@dial-berlin.example>', 'Dial Berlin'],
  [TOM, 'customer Eva Eins <eva@dial-berlin.example>', 'Dial Berlin'],
  [TOM, 'customer eva@dial-berlin.example.', 'Dial Berlin'],
  [TOM, 'customer (eva@dial-berlin.example),', 'Dial Berlin'],
  [TOM, 'customer mailto:lou@dial-london.example', 'Dial London'],
  [TOM, 'customer LOU@DIAL-LONDON.EXAMPLE', 'Dial London'],
  [TOM, 'customer max@dial-boston.example', 'Dial Boston'],
  [TOM, 'customer https://www.grün-probe.example/kontakt?x=1', 'Mail Umlaut'],
  [TOM, 'customer xn--grn-probe-r9a.example', 'Mail Umlaut'],
  [TOM, '*acme industries*', 'Acme Industries'],
  [TOM, '`acme industries`', 'Acme Industries'],
  [TOM, '> acme industries', 'Acme Industries'],
  [TOM, '• acme industries', 'Acme Industries'],
  [TOM, 'customer acme industries?', 'Acme Industries'],
  [TOM, 'customer “acme industries”', 'Acme Industries'],
] as const;

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [TOM, BEN, DARNELL].map((email) => ({ email, name: email.split('@')[0] ?? '' })),
      now: () => NOW,
      records: demoOrganisation(NOW),
      cases: ['names', 'addresses'],
    });
  });
  afterAll(() => chat.close());

  test.each(ONE)('%s: %s', async (who, typed, name) => {
    const { text } = await chat.as(who).says(typed);
    expect(text.split('\n')[0]).toBe(name);
    expect(text).toContain('Owner');
  });

  test('the person who was asked for is named on the card', async () => {
    const tom = chat.as(TOM);
    expect((await tom.says('customer antje beispiel')).text).toContain(
      'Antje Beispiel works there',
    );
    expect((await tom.says('customer <eva@dial-berlin.example>')).text).toContain(
      'Eva Eins works there',
    );
    expect((await tom.says('customer muller sohne probe')).text).not.toContain('works there');
  });

  test.each([
    ['customer pat sample', ['Sample & Sons', 'Sample and Daughters']],
    ['customer probe bakery', ['Leeds', 'Graz']],
  ])('%s is asked about', async (typed, choices) => {
    const { text } = await chat.as(TOM).says(typed);
    expect(text).toContain('Two customers look like');
    for (const choice of choices) expect(text).toContain(choice);
  });

  test.each([
    ['note for 例示食品：電話した', /^Noted on 株式会社例示食品\n“電話した”/],
    ['note 例示食品は来週', /^Noted on 株式会社例示食品\n“例示食品は来週”/],
    ['remind me to 例示食品に電話する friday', /^株式会社例示食品: 例示食品に電話する/],
    ['how is 示例贸易 doing？', /^示例贸易有限公司\n/],
    ['示例贸易的合同', /Did you mean…\n[\s\S]*示例贸易有限公司/],
    ['who owns 보기물산은', /주식회사 보기물산/],
  ])('%s: a name without spaces is found inside a sentence', async (typed, answer) =>
    expect((await chat.as(TOM).says(typed)).text).toMatch(answer),
  );

  test('of namesakes the one of the city is shown', async () =>
    expect((await chat.as(TOM).says('customer probe bakery graz')).text).toContain('Graz'));

  test('a name in which nothing can be seen is rejected', () => {
    expect(chat.rejects).toHaveLength(3);
    for (const [at, line] of [21, 22, 23].entries())
      expect(chat.rejects[at]).toMatch(
        new RegExp(`^companies.csv,${line},.*nothing that can be seen`),
      );
  });
});
