import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SourceRecord } from '../../crm/customer/records.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-24T10:14:00Z');
const [ANA, KIM, INGRID, BEN] = [
  'ana@rapport.example',
  'kim@rapport.example',
  'ingrid@rapport.example',
  'ben@rapport.example',
];
const HOUR = 3_600_000;

describe.each(CHAT_PLATFORMS)('somebody with five minutes and a phone, on %s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  const demo = demoOrganisation(NOW);
  beforeAll(async () => {
    const people = [
      { email: ANA, name: 'Ana Ruiz' },
      { email: KIM, name: 'Kim' },
      { email: INGRID, name: 'Ingrid' },
      { email: BEN, name: 'Ben' },
      { email: 'gus@agency.example', name: 'Gus', standing: 'guest' as const },
      { email: 'olga@client.example', name: 'Olga', standing: 'outsider' as const },
    ];
    chat = await bot({
      platform,
      people,
      now: () => clock.now,
      records: demo,
      channels: [{ name: '#sales', members: [ANA, KIM] }],
    });
  });
  afterAll(() => chat.close());

  test('a greeting is answered with what one can ask', async () =>
    expect((await chat.as(ANA).says('hi')).text).toMatch(/^Hello Ana[\s\S]*or ask: who owns/));

  test.each([
    'customer "acme industries"',
    'who is “Acme Industries”?',
    'customer industries acme',
    'customer @acme-industries.example',
    'https://crm.example/customers/c-1001',
  ])('%s finds her', async (words) =>
    expect((await chat.as(ANA).says(words)).text).toMatch(/^Acme Industries/),
  );

  test('the timeline of a quoted name, searched for quoted words', async () => {
    expect((await chat.as(ANA).says('timeline "acme industries"')).text).toMatch(
      /^Acme Industries · timeline/,
    );
    expect((await chat.as(ANA).says('timeline "acme industries" "export"')).text).toContain(
      '“export”',
    );
  });

  test('the card of today is not offered to share where nobody else reads', async () => {
    expect((await chat.as(ANA).says('customer acme industries')).text).not.toMatch(/\bShare\b/);
    expect((await chat.as(ANA).says('acme industries', { in: '#sales' })).text).toMatch(
      /\bShare\b/,
    );
  });

  test('systems have their names, no keys of theirs are shown', async () => {
    const { text } = await chat.as(ANA).says('customer acme industries');
    expect(text).toMatch(/As of \d\d:\d\d · .*(?:CRM|Helpdesk) \d+ min ago/);
    expect(text).toContain('Open in CRM');
    expect(text.replace(/https?:\S+/g, '')).not.toMatch(/c-1001|cus-\d|act-\d|helpdesk|\bcrm\b/);
  });

  test('one’s own note is never new, on the card or on the timeline; to a colleague it is', async () => {
    const [ana, ben] = [chat.as(ANA), chat.as(BEN)];
    for (const one of [ana, ben]) await one.says('timeline brightwater');
    clock.now = new Date(NOW.getTime() + HOUR);
    await ben.says('note brightwater they moved to the harbour');
    clock.now = new Date(NOW.getTime() + 2 * HOUR);
    expect((await ben.says('customer brightwater')).text).toContain('nothing new since');
    expect((await ana.says('customer brightwater')).text).toContain('1 new since');
    clock.now = new Date(NOW.getTime() + 3 * HOUR);
    await ben.says('note brightwater and like it there');
    expect((await ben.says('timeline brightwater')).text).not.toContain(
      'new since you last looked',
    );
    expect((await ana.says('timeline brightwater')).text).toContain('new since you last looked');
    clock.now = NOW;
  });

  test('a guest or a stranger picked in the filter is told in the form, and put right there', async () => {
    const ana = chat.as(ANA);
    await ana.says('timeline acme industries');
    await ana.presses('Filter');
    for (const person of ['Gus', 'Olga'])
      expect((await ana.fills({ person })).text).toMatch(
        /I know no colleague called “the person you picked”/,
      );
    expect((await ana.fills({ person: 'Ben' })).text).toContain('Quarterly review');
  });

  test('from the home to a customer, its timeline and home again', async () => {
    const kim = chat.as(KIM);
    await kim.opensHome();
    const [globex] = await kim.types('globex');
    expect((await kim.picks(globex!)).text).toMatch(/Globex[\s\S]*Owner/);
    await kim.presses('Timeline');
    // Elsewhere home is a word away; the App Home has nowhere to type.
    const home =
      platform === 'slack' ? await kim.presses('Your customers') : await kim.says('home');
    expect(home.text).toMatch(/^Your customers[\s\S]*Looked at lately[\s\S]*Globex/);
  });

  test('filtered by a colleague, typed and in the form', async () => {
    const typed = await chat.as(ANA).says('timeline acme industries @ben');
    expect(typed.text).toContain('Ben Osei');
    expect(typed.text).toContain('Quarterly review');
    expect(typed.text).not.toContain('"Export fails"');
    const ana = chat.as(ANA);
    await ana.says('timeline acme industries');
    await ana.presses('Filter');
    expect((await ana.fills({ person: 'Ben Osei' })).text).toContain('Quarterly review');
  });

  test('what the page says of its place holds on the way down and up', async () => {
    const ana = chat.as(ANA);
    const placeIn = ({ text }: { text: string }) =>
      /(\d+)–(\d+) of (\d+) lines/.exec(text)?.slice(1).map(Number) ?? [];
    const [from, to, total] = placeIn(await ana.says('timeline acme industries'));
    expect(from).toBe(1);
    const second = placeIn(await ana.presses('Older'));
    expect([second[0], second[2]]).toEqual([to! + 1, total]);
    expect(placeIn(await ana.presses('Newer'))).toEqual([from, to, total]);
  });

  test('new since the last look: not at the first, marked at the next, kept while paging, filtering and opening', async () => {
    const ben = chat.as(BEN);
    expect((await ben.says('timeline acme industries')).text).not.toContain(
      'new since you last looked',
    );
    clock.now = new Date(NOW.getTime() + 24 * HOUR);
    await chat.store.records.save([late(demo)]);
    const card = await ben.says('customer acme industries');
    expect(card.text).toMatch(/1 new since/);
    const marked = await ben.presses('Timeline');
    expect(marked.text).toMatch(/Called back about the export[\s\S]*new since you last looked/);
    await ben.presses('Older');
    expect((await ben.presses('Newer')).text).toContain('new since you last looked');
    await ben.presses('Filter');
    const filtered = await ben.fills({ departments: ['support'] });
    expect(filtered.text).toContain('new since you last looked');
    const entry = await ben.presses(platform === 'slack' ? entryIn(filtered.raw) : 'Open');
    expect(entry.text).toMatch(/Wednesday,? 25 November 2026/);
    const back = await ben.presses('Back to the timeline');
    expect(back.text).toMatch(/Support[\s\S]*new since you last looked/);
    clock.now = NOW;
  });
});

/** In Slack an entry is opened by its line in a select. */
const entryIn = (raw: unknown): string =>
  /"(\d\d:\d\d Support: Called back about the export)"/.exec(JSON.stringify(raw))?.[1] ??
  'no such entry';

/** Something that Support did an hour ago, a day later. */
function late(demo: readonly SourceRecord[]): SourceRecord {
  const of = demo.find((record) => record.kind === 'entry' && record.title === 'Quarterly review');
  if (of?.kind !== 'entry') throw new Error('The demo tells another story');
  return {
    ...of,
    externalId: 'late-1',
    at: new Date(NOW.getTime() + 23 * HOUR),
    department: 'support',
    entryKind: 'call',
    title: 'Called back about the export',
    person: null,
    visibility: 'everyone',
  };
}
