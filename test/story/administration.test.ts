import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

const NOW = new Date('2026-11-24T10:14:00Z');
const [ANA, KIM, LEA] = ['ana@rapport.example', 'kim@rapport.example', 'lea@rapport.example'];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      now: () => NOW,
      records: demoOrganisation(NOW),
      people: [
        { email: ANA, name: 'Ana' },
        { email: KIM, name: 'Kim' },
        { email: LEA, name: 'Lea' },
      ],
      channels: [
        { name: '#berlin', members: [ANA, KIM, LEA] },
        { name: '#quiet', members: [ANA, LEA] },
      ],
    });
  });
  afterAll(() => chat.close());

  test('only an administrator sets a channel, and who tries is on record', async () => {
    expect((await chat.as(ANA).says('channel read-only', { in: '#berlin' })).text).toContain(
      'That is for administrators',
    );
    expect((await chat.store.audit.search({ limit: 1 }))[0]).toMatchObject({
      action: 'refused',
      detail: { why: 'not-an-administrator', command: 'channel' },
    });
    expect((await chat.as(LEA).says('channel', { in: 'direct' })).text).toContain(
      'This is not a channel',
    );
  });

  test('a read-only channel binds everybody from the next message on: asking yes, posting no', async () => {
    expect((await chat.as(LEA).says('channel read-only', { in: '#berlin' })).text).toContain(
      'Read-only',
    );
    expect((await chat.as(ANA).says('acme industries', { in: '#berlin' })).text).toContain(
      'Acme Industries',
    );
    for (const who of [ANA, LEA])
      expect((await chat.as(who).says('share acme industries', { in: '#berlin' })).text).toContain(
        'read-only',
      );
    await chat.as(LEA).says('channel open', { in: '#berlin' });
    expect((await chat.as(ANA).says('share acme industries', { in: '#berlin' })).text).toContain(
      'Share Acme Industries in',
    );
  });

  test('in a silent channel nothing of a customer is answered, and an administrator can end it there', async () => {
    await chat.as(LEA).says('channel silent', { in: '#quiet' });
    const { text } = await chat.as(ANA).says('acme industries', { in: '#quiet' });
    expect(text).toContain('Ask me in a direct message');
    expect(text).not.toContain('Berlin');
    expect((await chat.as(LEA).says('channel open', { in: '#quiet' })).text).toContain('Open:');
  });

  test.each([
    ['channel loud', /could not read “loud”/],
    ['channel department moon', /know no department “moon”[\s\S]*sales/],
    ['channel department Sales', /belongs to Sales/],
    ['channel amounts off', /No amounts are shown/],
  ])('%s', async (words, says) =>
    expect((await chat.as(LEA).says(words, { in: '#berlin' })).text).toMatch(says),
  );

  test('Share pressed twice, and ten times at once, is one post and one line in the audit', async () => {
    const shares = async () =>
      (await chat.store.audit.search({ limit: 100 })).filter(({ action }) => action === 'share');
    await chat.as(KIM).says('share acme industries', { in: '#berlin' });
    const button = chat.as(KIM);
    await Promise.all(Array.from({ length: 10 }, () => button.presses('Share').catch(() => null)));
    await chat.until(
      () =>
        chat
          .posts()
          .some(({ channel, text }) => channel === '#berlin' && text.includes('Shared by')),
      'it is posted',
    );
    expect(await shares()).toHaveLength(1);
    expect(
      chat
        .posts()
        .filter(({ channel, text }) => channel === '#berlin' && text.includes('Shared by')),
    ).toHaveLength(1);
    expect((await chat.as(LEA).says('audit acme industries')).text).toContain(
      'Kim Larsen · shared Acme Industries in berlin, where 3 read it',
    );
  });

  test('the audit says everything in plain words, what was refused and why too', async () => {
    const kim = chat.as(KIM);
    for (const words of [
      'me mute wins',
      'follow vela',
      'note vela: rings on Mondays',
      'task vela ring them by friday',
      'tell @ana vela "who is it?"',
      'handoff vela @ana "moving to Berlin" by friday',
      'win vela renewed',
      'me away until friday',
      'me away off',
      'channel read-only',
      'rotation desk @ana @kim',
      'timeline vela',
      'search vela',
    ])
      await kim.says(words);
    await kim.says('follow vela here', { in: '#berlin' });
    await kim.says('room vela', { in: '#berlin' });
    await kim.presses('Make it the room');
    await chat.as(LEA).says('channel department sales', { in: '#quiet' });
    await chat.as(ANA).says('audit');
    let page = (await chat.as(LEA).says('audit')).text;
    let seen = page;
    while (page.includes('Older')) {
      page = (await chat.as(LEA).presses('Older')).text;
      seen += page;
    }
    for (const said of [
      'changed how they are told things: which messages come when',
      'follows Vela',
      'wrote a note on Vela',
      'set a task for Vela',
      'asked colleagues about Vela',
      'handed over Vela',
      'said when they are away',
      'read the timeline of Vela',
      'made berlin follow Vela',
      'made a channel the room of Vela',
      'set #quiet to be open, with amounts, of sales',
      'was refused: that is for administrators',
      'was refused: that is for managers',
    ])
      expect(seen).toContain(said);
    // Nothing of how it is stored.
    expect(seen).not.toMatch(
      /not-an-administrator|look-up|read-only\)|show-to|undefined|\bnull\b|\(\w+-\w+/,
    );
  });

  test('the audit is searched by what, whose and since when, page by page', async () => {
    const lea = chat.as(LEA);
    await chat.as(ANA).says('audit');
    const refused = (await lea.says('audit refused')).text;
    expect(refused).toMatch(
      /Who saw what · refused[\s\S]*Ana Ruiz · was refused: that is for administrators · audit/,
    );
    expect(refused).not.toMatch(/looked at|follows/);
    await chat.as(KIM).says('note globex: rings on Mondays');
    const notes = (await lea.says('audit globex notes since today')).text;
    expect(notes).toMatch(/Globex · notes · since[\s\S]*Kim Larsen · wrote a note on Globex/);
    expect(notes).not.toMatch(/was refused|looked at/);
    expect((await lea.says('audit @kim notes')).text).toMatch(
      /Kim Larsen · notes[\s\S]*wrote a note on Globex/,
    );
    expect((await lea.says('audit @ana globex notes')).text).toContain(
      'Nothing is on record for that',
    );
    expect((await lea.says('audit globex until 2020-01-01')).text).toContain(
      'Nothing is on record for that',
    );
    expect((await lea.says('audit since whenever')).text).toContain('I could not read');
    expect((await lea.says('audit @nobodyatall')).text).toContain('I know no colleague called');
    for (let n = 0; n < 17; n++) await chat.as(ANA).says('people');
    await lea.says('audit refused since today');
    const older = (await lea.presses('Older')).text;
    expect(older).toMatch(/refused · since/);
    expect(older).not.toMatch(/looked at|wrote a note/);
  });

  test('the audit log says who looked at whom, and only to administrators', async () => {
    await chat.as(KIM).says('customer globex');
    expect((await chat.as(LEA).says('audit globex')).text).toMatch(/Kim Larsen.*looked at.*Globex/);
    expect((await chat.as(LEA).says('audit @kim')).text).toMatch(/Kim Larsen/);
    expect((await chat.as(ANA).says('audit globex')).text).toContain('That is for administrators');
    for (let look = 0; look < 6; look++) await chat.as(KIM).says('customer brightwater');
    const first = await chat.as(LEA).says('audit');
    const older = await chat.as(LEA).presses('Older');
    expect(older.text).not.toEqual(first.text);
  });
});
