import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-24T10:14:00Z');
const [ANA, KIM, LEA] = ['ana@rapport.example', 'kim@rapport.example', 'lea@rapport.example'];
const PEOPLE = [
  { email: ANA, name: 'Ana Ruiz' },
  { email: KIM, name: 'Kim' },
  { email: LEA, name: 'Lea Brandt' },
  { email: 'gus@agency.example', name: 'Gus', standing: 'guest' as const },
  { email: 'otto@other.example', name: 'Otto', standing: 'outsider' as const },
  { email: 'nobody@rapport.example', name: 'Nobody' },
];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: PEOPLE,
      now: () => NOW,
      records: demoOrganisation(NOW),
      channels: [
        { name: '#sales', members: [ANA, KIM] },
        { name: '#with-guests', members: [ANA, 'gus@agency.example'] },
        { name: '#acme-shared', members: [ANA], shared: true },
      ],
    });
  });
  afterAll(() => chat.close());

  test('a salesperson about to ring an angry customer sees what to know first', async () => {
    const { text, private: hidden } = await chat.as(ANA).says('customer acme industries');
    expect(hidden).toBe(true);
    const first = text.split('\n').filter(Boolean).slice(0, 8).join('\n');
    for (const fact of [
      'Acme Industries',
      'Mid-market',
      'Berlin',
      'Ana Ruiz',
      '€48,000 a year',
      'renews',
      '2 open tickets',
      '2 urgent tickets',
    ])
      expect(first).toContain(fact);
  });

  test('several that fit are offered with what tells them apart, and one press shows the one', async () => {
    const ana = chat.as(ANA);
    const offered = await ana.says('acme');
    expect(offered.text).toContain('Three customers look like');
    expect(offered.text).toContain('Leeds');
    expect((await ana.presses('Show')).text).toMatch(/Owner/);
  });

  test('a timeline of nobody is asked for in a form', async () => {
    const ana = chat.as(ANA);
    const asked = await ana.says('timeline', { in: 'slash' });
    const opened = asked.form ? asked : await ana.presses('Open the form');
    expect(opened.form?.title).toBe('Whose timeline?');
    const shown = await ana.fills({
      customer: (await chat.store.customers.named('acme industries'))!,
    });
    expect(shown.text).toMatch(/^Acme Industries · timeline/);
  });

  test('a name nobody has is answered with what to try', async () => {
    expect((await chat.as(ANA).says('customer zzyzx')).text).toMatch(
      /I know no customer called “zzyzx”[\s\S]*Try the domain/,
    );
  });

  test('a misspelt command is offered, with all that was typed after it', async () => {
    const kim = chat.as(KIM);
    expect((await kim.says('nota zzyzx hello')).text).toMatch(/Did you mean: note zzyzx hello/);
    expect((await kim.says('help xyzzy')).text).toMatch(/Did you mean: help/);
    const help = await kim.presses('What can I ask?');
    expect(help.text).toMatch(/Every day in Support[\s\S]*“open tickets at /);
    expect(help.text).not.toMatch(/<customer>|audit|our numbers/);
    expect((await kim.presses('More')).text).toContain('audit [customer]');
  });

  test('a misspelt name is understood', async () =>
    expect((await chat.as(ANA).says('globx')).text).toContain('Globex'));

  test('support sees the trouble and not the money', async () => {
    const { text } = await chat.as(KIM).says('customer acme industries');
    expect(text).toContain('2 urgent tickets');
    expect(text).not.toMatch(/€|Invoice 1042 is/);
  });

  test('what colleagues hand and ask each other leaves room on the card for what happened with the customer', async () => {
    const ana = chat.as(ANA);
    await ana.says('task kestrel @kim ring Dana');
    await ana.says('task kestrel @kim send the dump');
    await ana.says('tell @kim kestrel is the export mended?');
    const card = await ana.says('customer kestrel');
    const newest = card.text.slice(card.text.indexOf('Newest'));
    expect(newest).toMatch(/Ana asks Kim: .*, and 2 steps before it/);
    expect(newest).not.toMatch(/Task of|before it · Ana/);
    expect(newest).toMatch(/First four depots imported[\s\S]*Kick-off/);
  });

  test('the timeline pages there and back, filters by a form, and opens an entry', async () => {
    const ana = chat.as(ANA);
    await ana.says('customer acme industries');
    const newest = await ana.presses('Timeline');
    expect(newest.text).toContain('Acme Industries · timeline');
    const older = await ana.presses('Older');
    expect(older.text).not.toEqual(newest.text);
    const back = await ana.presses('Newer');
    expect(entriesIn(back.text)).toEqual(entriesIn(newest.text));
    const form = await ana.presses('Filter');
    expect(form.form?.title).toBe('Filter the timeline');
    const filtered = await ana.fills({ departments: ['support'], text: 'export' });
    expect(filtered.text).toContain('Support · “export”');
    expect(filtered.text).not.toContain('sessions');
  });

  test.each([
    ['gus@agency.example', 'I don’t show customers to guests'],
    ['otto@other.example', 'I answer only people of the organisation'],
    ['nobody@rapport.example', 'I know no colleague with your e-mail address'],
  ])('%s is refused with what to do', async (email, say) => {
    const { text } = await chat.as(email).says('customer acme industries');
    expect(text).toContain(say);
    expect(text).not.toContain('Berlin');
    const [refused] = await chat.store.audit.search({ limit: 1 });
    expect(refused).toMatchObject({ action: 'refused', person: null });
  });

  test('in a channel the facts are the asker’s alone', async () => {
    const before = chat
      .posts()
      .map(({ text }) => text)
      .join('\n');
    expect(before).not.toContain('€48,000');
    const { text, private: hidden } = await chat.as(ANA).says('acme industries', { in: '#sales' });
    expect([hidden, text]).toEqual([true, expect.stringContaining('€48,000')]);
    expect(
      chat
        .posts()
        .map((post) => post.text)
        .join('\n'),
    ).not.toMatch(/€48,000|Berlin|urgent/);
  });

  test('shared after a preview: who reads it, without what they may not see, once', async () => {
    const ana = chat.as(ANA);
    await ana.says('acme industries', { in: '#sales' });
    const preview = await ana.presses('Share');
    expect(preview.text).toMatch(/2 people will read it/);
    expect(preview.text).toMatch(/Left out.*recurring revenue/);
    const done = await ana.presses('Share');
    expect(done.text).toContain('Acme Industries is shared');
    const shared = () =>
      chat
        .posts()
        .filter(({ channel, text }) => channel === '#sales' && text.includes('Shared by'));
    await chat.until(() => shared().length > 0, 'the card is posted');
    expect(shared()).toHaveLength(1);
    expect(shared()[0]?.text).toContain('2 urgent tickets');
    expect(shared()[0]?.text).not.toMatch(/€48,000|1042/);
    const [event] = (await chat.store.audit.search({ limit: 20 })).filter(
      ({ action }) => action === 'share',
    );
    expect(event?.detail).toMatchObject({ readers: 2 });
  });

  test('nothing is shared where a guest reads', async () => {
    const ana = chat.as(ANA);
    await ana.says('acme industries', { in: '#with-guests' });
    expect((await ana.presses('Share')).text).toContain('I post no customer there');
  });

  test('in a channel shared with another organisation nothing is shown', async () => {
    const refused = await chat.as(ANA).says('acme industries', { in: '#acme-shared' });
    const { text } = refused;
    expect(text).toContain('shared with another organisation');
    expect(text).toContain('[Open it]');
    expect(JSON.stringify(refused.raw)).toContain(
      platform === 'slack'
        ? 'https://slack.com/app_redirect?app=A0&team='
        : 'https://teams.microsoft.com/l/chat/0/0?users=',
    );
    expect(text).not.toContain('Berlin');
  });

  test('before typing: recent and followed customers; while typing: the right one', async () => {
    const ana = chat.as(ANA);
    await ana.opensHome();
    const typed = await ana.types('brightw');
    expect(typed[0]?.label).toContain('Brightwater');
  });

  test('every look is in the audit log', async () => {
    await chat.as(LEA).says('customer brightwater');
    const [event] = await chat.store.audit.search({ limit: 1 });
    expect(event).toMatchObject({
      action: 'look-up',
      account: { platform },
      detail: { shown: 'card' },
    });
    expect(JSON.stringify(event)).not.toContain('Brightwater');
  });
});

const entriesIn = (text: string): string[] =>
  text.split('\n').filter((item) => /^\s*\**\d\d:\d\d/.test(item));
