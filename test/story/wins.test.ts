import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendJob } from '../../crm/store/change.ts';
import type { Win } from '../../crm/win/win.ts';
import { dailyWins } from '../../jobs/win/daily-wins.ts';
import { objectIdOf } from '../bot/teams/client.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import type { Post } from '../chat/chat.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours, and behind us, so that what is to be sent later is sent at once. */
const NOW = new Date('2026-11-17T10:14:00Z');
const MINUTE = 60_000;
const mail = (first: string) => `${first}@rapport.example`;
const [TOM, JO, RAJ, PAUL, FATIMA, LEA, INGRID, KIM, HELENA, ANA, OSKAR] = [
  'tom',
  'jo',
  'raj',
  'paul',
  'fatima',
  'lea',
  'ingrid',
  'kim',
  'helena',
  'ana',
  'oskar',
].map(mail) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const READERS = [TOM, JO, FATIMA, LEA, INGRID, HELENA, ANA];
const TEN = [
  'ana',
  'helena',
  'ingrid',
  'fatima',
  'lea',
  'daniel',
  'priya',
  'marco',
  'darnell',
  'yuki',
].map(mail);

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  const later = (minutes = 1) => {
    clock.now = new Date(clock.now.getTime() + minutes * MINUTE);
  };
  beforeAll(async () => {
    const people = [
      ...new Set([TOM, JO, RAJ, PAUL, FATIMA, LEA, INGRID, KIM, HELENA, ANA, OSKAR, ...TEN]),
    ].map((email) => ({ email, name: email.split('@')[0] ?? '' }));
    chat = await bot({
      platform,
      people,
      now: () => clock.now,
      records: demoOrganisation(NOW),
      channels: [
        { name: '#wins', members: [...new Set([...READERS, ...TEN])] },
        { name: '#everybody', members: [TOM, KIM, LEA] },
      ],
    });
  });
  afterAll(() => chat.close());

  const posts = (has: string, channel = '#wins'): readonly Post[] =>
    chat.posts().filter((post) => post.channel === channel && post.text.includes(has));
  const all = () =>
    chat.store.wins.list({
      since: new Date(0),
      until: new Date(clock.now.getTime() + 1),
      limit: 100,
    });
  const only = async (what: string): Promise<Win> =>
    (await all()).find((win) => win.what.includes(what))!;
  const idOf = async (email: string) => (await chat.store.people.byEmail(email))!.id;

  test('without a wins channel the author is told what to do, and the win is kept', async () => {
    const tom = chat.as(TOM);
    const preview = await tom.says('win brightwater opened a second warehouse with us');
    expect(preview.text).toContain('There is no wins channel yet');
    expect((await tom.presses('Keep it')).text).toContain('the win is kept');
    expect(await only('second warehouse')).toMatchObject({ state: 'posted', version: 1 });
  });

  test('only an administrator says where wins are posted', async () => {
    expect((await chat.as(TOM).says('win channel', { in: '#wins' })).text).toContain(
      'for an administrator to say',
    );
    expect((await chat.as(LEA).says('win channel')).text).toContain('This is no channel');
    expect((await chat.as(LEA).says('win channel', { in: '#wins' })).text).toContain(
      'Wins are posted in',
    );
  });

  test('the win of four departments: proposed with the evidence, looked at, posted once, on the timeline, and each is told', async () => {
    const tom = chat.as(TOM);
    const preview = await tom.says('win kestrel signed for three years');
    expect(preview.private).toBe(true);
    for (const [name, department] of [
      ['Tom Whitfield', 'Sales'],
      ['Jo Lindqvist', 'Marketing'],
      ['Raj Patel', 'Product'],
      ['Nina Kowalska', 'Onboarding'],
    ])
      expect(preview.text).toContain(`${name} (${department})`);
    expect(preview.text).toMatch(/Tom Whitfield:? +won the deal/);
    expect(preview.text).not.toContain('Paul Egger');
    expect(preview.text).toMatch(/\d+ people will read it/);
    expect(preview.text).toContain('€120,000');
    expect(posts('Kestrel')).toEqual([]);
    expect((await tom.presses('Post it')).text).toContain('on its way');
    await chat.until(() => posts('Kestrel').length > 0, 'the win is posted');
    const [post] = posts('Kestrel');
    for (const said of [
      '🎉 Kestrel Energy signed for three years',
      '€120,000',
      'Sales',
      'Marketing',
      'Product',
      'Onboarding',
      '👏 Thank them',
      'Add somebody',
      'The story',
    ])
      expect(post?.text).toContain(said);
    expect((await chat.as(TOM).says('timeline kestrel')).text).toContain(
      'Tom tells a win: signed for three years',
    );
    const win = await only('three years');
    for (const credit of win.credits) {
      const message = await chat.store.messages.get(`win:${win.id}:${credit.person}`);
      expect(message === null).toBe(credit.person === win.author);
      if (message)
        expect(message).toMatchObject({ kind: 'win', why: 'Tom Whitfield named you in a win.' });
    }
  });

  test('who may not see amounts is not told them in private either', async () => {
    const win = await only('three years');
    const toPaul = await chat.store.messages.get(`win:${win.id}:${await idOf(RAJ)}`);
    expect(JSON.stringify(toPaul?.view)).not.toContain('120,000');
    expect(JSON.stringify(toPaul?.view)).toContain('made the product fit');
  });

  test('ten presses of one person at once are one thanks, ten people’s are ten', async () => {
    const thank = async (email: string, times = 1) => {
      const label =
        (await chat.as(email).looksAt('#wins', 'Kestrel')).text.match(
          /👏 Thank them(?: · \d+)?/,
        )?.[0] ?? '';
      return Promise.all(Array.from({ length: times }, () => chat.as(email).presses(label)));
    };
    const { id } = await only('three years');
    const kudos = async () => (await chat.store.wins.get(id))?.kudos ?? [];
    await thank(ANA, 10);
    expect(await kudos()).toEqual([await idOf(ANA)]);
    later();
    await Promise.all(TEN.map((email) => thank(email)));
    expect(await kudos()).toHaveLength(10);
    later();
    // One of those who are thanked: the others are.
    const byJo = (await thank(JO))[0]?.text ?? '';
    expect(byJo).toMatch(/You thanked Tom, .* and /);
    expect(byJo.split('\n')[0]).not.toContain('Jo');
    await chat.until(() => posts('👏 Thank them · 11').length === 1, 'the post counts eleven');
    expect(posts('Kestrel')).toHaveLength(1);
    expect((await thank(JO))[0]?.text).toContain('already');
  });

  test('told again by somebody else, also by one who sees no amounts, it is recognised, and added to', async () => {
    const before = (await all()).length;
    later(60 * 24);
    const paul = chat.as(PAUL);
    const asked = await paul.says('win kestrel signed, at last @elin');
    expect(asked.text).toMatch(/Kestrel Energy: Tom Whitfield posted this yesterday.*Add to it\?/);
    expect(asked.text).toContain('Would add 1 colleague.');
    expect((await paul.presses('Add to it')).text).toContain('added to the win');
    expect(await all()).toHaveLength(before);
    await chat.until(() => posts('Elin').length === 1, 'the post names Elin too');
    expect(posts('Kestrel')).toHaveLength(1);
    expect(
      (
        await chat.store.messages.get(
          `win:${(await only('three years')).id}:${await idOf(mail('elin'))}`,
        )
      )?.line,
    ).toContain('Kestrel');
  });

  test('by its author it is corrected in a form: people out, people in, and the post follows', async () => {
    later();
    const tom = chat.as(TOM);
    await tom.looksAt('#wins', 'Kestrel');
    await tom.presses('The story');
    const form = await tom.presses('Correct');
    expect(form.form?.fields.map(({ label }) => label)).toEqual([
      'What happened',
      'Kind',
      'Who made it happen',
      'Also',
      'What these did',
      'What made the difference',
      'Amount',
      'Picture',
    ]);
    const kept = (await only('three years')).credits.map(({ person }) => person);
    const done = await tom.fills({
      what: 'signed for five years',
      credits: await without(kept, mail('nina')),
      also: [OSKAR],
      alsoFor: 'chased the paper',
      difference: '71 answers in three days',
      amount: '€200k',
    });
    expect(done.text).toContain('the win is corrected');
    await chat.until(() => posts('signed for five years').length === 1, 'the post is corrected');
    const [post] = posts('signed for five years');
    for (const said of ['€200,000', 'Oskar Wójcik (Finance)', '71 answers in three days'])
      expect(post?.text).toContain(said);
    expect(post?.text).not.toContain('Nina');
    expect(posts('Kestrel')).toHaveLength(1);
    expect(await only('five years')).toMatchObject({
      money: { amount: 200_000_00, currency: 'EUR' },
      difference: '71 answers in three days',
    });
  });

  test('who did not tell it does not change it, a manager does', async () => {
    const ana = chat.as(ANA);
    await ana.looksAt('#wins', 'Kestrel');
    expect((await ana.presses('The story')).text).not.toContain('Take it back');
    const ingrid = chat.as(INGRID);
    await ingrid.looksAt('#wins', 'Kestrel');
    expect((await ingrid.presses('The story')).text).toContain('Take it back');
  });

  test('amounts are left out where the channel may not see them', async () => {
    later();
    await chat.as(LEA).says('win channel', { in: '#everybody' });
    const tom = chat.as(TOM);
    await tom.says('win brightwater renewed for two years');
    await tom.presses('Change it');
    const preview = await tom.fills({
      what: 'renewed for two years after we gave $9k back and €70k more',
      amount: '€61,500',
      difference: 'Worth €61,500 to them',
    });
    expect(preview.text).toContain('The amount is left out');
    expect(preview.text).toContain('“$9k”, “€70k” and “€61,500”');
    const seen = preview.text.slice(preview.text.indexOf('It will look like this'));
    for (const amount of ['$9k', '€70k', '61,500']) expect(seen).not.toContain(amount);
    await tom.presses('Post it');
    await chat.until(() => posts('Brightwater', '#everybody').length === 1, 'it is posted');
    expect(posts('Brightwater', '#everybody')[0]?.text).not.toContain('61,500');
    expect(await only('two years')).toMatchObject({ money: { amount: 61_500_00 } });
    await chat.as(LEA).says('win channel', { in: '#wins' });
  });

  test('who does not want to be named is not', async () => {
    later();
    const raj = await idOf(RAJ);
    await chat.store.notificationPreferences.save(raj, {
      ...(await chat.store.notificationPreferences.get(raj)),
      named: false,
    });
    const tom = chat.as(TOM);
    expect((await tom.says('win globex stayed with us @raj')).text).toContain(
      '1 person does not want to be named',
    );
    await tom.presses('Post it');
    await chat.until(() => posts('Globex').length === 1, 'it is posted');
    const [post] = posts('Globex');
    expect(post?.text).toMatch(/Saved[\s\S]*a colleague/);
    expect(post?.text).not.toContain('Raj');
    expect((await only('stayed')).credits.map(({ person }) => person)).toContain(raj);
  });

  test('taken back, the post says so, and it does not count', async () => {
    later();
    const tom = chat.as(TOM);
    await tom.looksAt('#wins', 'Globex stayed');
    await tom.presses('The story');
    const asked = await tom.presses('Take it back');
    const done = asked.text.includes('the win is taken back')
      ? asked
      : await tom.presses('Yes, take it back');
    expect(done.text).toContain('the win is taken back');
    await chat.until(
      () => posts('Globex: this win was taken back').length === 1,
      'the post says so',
    );
    expect(posts('Globex stayed')).toEqual([]);
    expect((await chat.as(TOM).says('timeline globex')).text).toContain(
      'Win taken back: stayed with us',
    );
    expect((await chat.as(TOM).says('wins')).text).not.toContain('Globex');
  });

  test('which customer is asked, what was typed stays; pressed ten times at once it is one win and one post', async () => {
    later();
    const tom = chat.as(TOM);
    const before = (await all()).length;
    expect((await tom.says('win "lumière" bought the archive @marco')).text).toContain(
      'Two customers look like',
    );
    expect((await tom.presses('Preview the win with Lumière Freight SAS')).text).toMatch(
      /bought the archive[\s\S]*Marco Bellini/,
    );
    await Promise.all(Array.from({ length: 10 }, () => tom.presses('Post it')));
    expect(await all()).toHaveLength(before + 1);
    await chat.until(() => posts('bought the archive').length > 0, 'it is posted');
    expect(posts('bought the archive')).toHaveLength(1);
  });

  test('where others read than the preview said, nothing is posted before it was looked at again', async () => {
    later();
    const tom = chat.as(TOM);
    expect((await tom.says('win solvang signed for the islands')).text).toContain('#wins');
    await chat.as(LEA).says('win channel', { in: '#everybody' });
    const again = await tom.presses('Post it');
    expect(again.text).toMatch(/post this win in #everybody\?/);
    expect(await only('islands')).toBeUndefined();
    await chat.as(LEA).says('win channel', { in: '#wins' });
  });

  test('a save counts: from the customer’s card, by the form', async () => {
    later();
    const ana = chat.as(ANA);
    await ana.says('customer øresund');
    await ana.presses('Win');
    expect(
      (
        await ana.fills({
          what: 'stayed with us',
          kind: 'save',
          difference: 'Mia answered every mail',
        })
      ).text,
    ).toMatch(/post this win in #wins\?[\s\S]*Saved/);
    await ana.presses('Post it');
    await chat.until(() => posts('stayed with us').length === 1, 'the save is posted');
    expect((await ana.says('wins')).text).toMatch(/\d+ wins · 1 save/);
  });

  test('without words the form asks, with everybody proposed; a refusal keeps who was picked', async () => {
    later();
    const tom = chat.as(TOM);
    await tom.says('win tamarind');
    const opened = await tom.presses('Open the form');
    expect(opened.form?.title).toBe('A win');
    expect(JSON.stringify(opened.raw)).toMatch(/\w+ · (?:Sales|Support|Success) · /);
    const without = await tom.fills({ what: 'renewed for a year', alsoFor: 'was lucky' });
    expect(without.text).toContain('Choose under “Also” who did this');
    const again = await tom.fills({ what: 'renewed for a year', also: [LEA, JO], amount: 'lots' });
    expect(again.text).toContain('“lots”');
    // Those who were picked are picked still.
    for (const one of [LEA, JO])
      expect(JSON.stringify(again.raw)).toContain(
        platform === 'slack' ? chat.slack?.people.byEmail(one).id : objectIdOf(one),
      );
    expect(await only('renewed for a year')).toBeUndefined();
  });

  test('a save told in another language: the records say who did it, each with what for', async () => {
    later();
    const kim = chat.as(KIM);
    expect((await kim.says('win "øresund" ist bei uns geblieben')).text).toContain(
      'Kim Larsen (Support)',
    );
    const offered = JSON.stringify((await kim.presses('Change it')).raw);
    expect(offered).toMatch(/Kim Larsen · Support · solved the urgent ticket/);
    expect(offered).toMatch(/Raj Patel · Product · was there when it was hard/);
    expect(offered).toMatch(/Tom Whitfield · Sales · won/);
    expect((await kim.fills({ kind: 'save' })).text).toMatch(/Saved[\s\S]*Kim Larsen \(Support\)/);
  });

  test('before anything was said, the records say what it is: a deal with its amount', async () => {
    later();
    await chat.as(TOM).says('win kestrel');
    const form = JSON.stringify((await chat.as(TOM).presses('Open the form')).raw);
    expect(form).toMatch(/"(?:initial_option|value)":(?:\{[^}]*\},"value":)?"deal"/);
    expect(form).toContain('120000 EUR');
    expect(form).toMatch(/Tom Whitfield · Sales · won (?:the deal|\d deals)/);
  });

  test('a picture: said where it comes from before and in private, shown in the post', async () => {
    later();
    const ana = chat.as(ANA);
    await ana.says('win "pinion" bought new racks');
    await ana.presses('Change it');
    const preview = await ana.fills({
      kind: 'turn-around',
      picture: 'https://pictures.example/racks.png',
    });
    expect(preview.text).toContain('With the picture from pictures.example');
    expect(JSON.stringify(preview.raw)).not.toContain('racks.png');
    await ana.presses('Post it');
    await chat.until(() => posts('new racks').length === 1, 'it is posted');
    expect(JSON.stringify(posts('new racks')[0]?.raw)).toContain(
      'https://pictures.example/racks.png',
    );
  });

  test('small ones wait for the post of the day, once, and can be thanked there', async () => {
    later();
    const ana = chat.as(ANA);
    for (const words of ['win halden sent us flowers', 'win vela praised our release notes']) {
      expect((await ana.says(words)).text).toContain('gathered with the other small ones');
      expect((await ana.presses('Post it')).text).toContain('goes into the next afternoon’s post');
      later();
    }
    const waits = async (what: string) =>
      (await chat.store.winPosts.of((await only(what)).id)) !== null;
    await chat.until(
      async () => (await waits('flowers')) && (await waits('release notes')),
      'both wait',
    );
    expect(posts('flowers')).toEqual([]);
    later(30);
    const day = async (slot: Date) =>
      chat.store.commit([
        sendJob(
          dailyWins.kind,
          { slot: slot.toISOString() },
          { key: `a day ${slot.toISOString()}` },
        ),
      ]);
    await day(clock.now);
    await chat.until(() => posts('flowers').length > 0, 'the day is posted');
    expect(posts('flowers')[0]?.text).toMatch(
      /🎉 Also today: 2 wins[\s\S]*flowers[\s\S]*release notes/,
    );
    expect(posts('second warehouse')).toEqual([]);
    expect(posts('Kestrel')).toHaveLength(1);
    const label =
      /👏 Vela[^·\]\n]*/.exec((await chat.as(TOM).looksAt('#wins', 'flowers')).text)?.[0] ?? '';
    expect((await chat.as(TOM).presses(label)).text).toContain('You thanked');
    await chat.until(
      () => posts('· 1').some(({ text }) => text.includes('flowers')),
      'the post of the day counts',
    );
    later(24 * 60);
    await day(clock.now);
    expect(posts('flowers')).toHaveLength(1);
  });

  test('the month: what went well, and who helped whom', async () => {
    const { text, private: hidden } = await chat.as(KIM).says('wins');
    expect(hidden).toBe(true);
    for (const said of [
      'Wins in November',
      'Who helped whom',
      'Kestrel Energy signed for five years',
    ])
      expect(text).toContain(said);
    expect(text).toMatch(/Marketing, [^\n]*Support helped Sales/);
    expect(text).toMatch(/\d+ colleagues of \d departments had a part/);
    // No contest: nobody is counted, and the departments stand by name.
    expect(text).not.toMatch(/\d+ times|twice|once/);
    expect(text).not.toMatch(/200,000|61,500/);
    expect((await chat.as(KIM).presses('Month before')).text).toContain(
      'No win was told in October',
    );
  });

  test('in the first days of a month the one before is shown, and said so', async () => {
    const before = clock.now;
    clock.now = new Date('2026-12-01T10:14:00Z');
    const { text } = await chat.as(KIM).says('wins');
    expect(text).toMatch(/Wins in November[\s\S]*No win was told in December yet/);
    expect((await chat.as(KIM).says('wins december')).text).toContain(
      'No win was told this month yet',
    );
    clock.now = before;
  });

  const without = async (people: readonly string[], email: string): Promise<string[]> => {
    const gone = await idOf(email);
    return people.filter((person) => person !== gone);
  };

  test('another win of the same customer is posted as one, also where the same deal stands behind both', async () => {
    later();
    const ana = chat.as(ANA);
    const asked = await ana.says('win kestrel signed a second plant as well');
    expect(asked.text).toContain('Add to it?');
    expect((await ana.presses('It is another win')).text).toContain('people will read it');
    expect((await ana.presses('Post it')).text).toContain('on its way');
    await chat.until(() => posts('a second plant').length === 1, 'both are posted');
    expect(posts('signed for five years')).toHaveLength(1);
  });

  test('an amount in the words becomes the win’s own, and the words go on without it', async () => {
    later();
    const preview = await chat.as(TOM).says('win halden renewed for 3 years, €144,000');
    expect(preview.text).toContain('Halden Logistics renewed for 3 years\n');
    expect(preview.text).toContain('€144,000');
    await chat.as(TOM).presses('Post it');
    expect(await only('renewed for 3 years')).toMatchObject({
      what: 'renewed for 3 years',
      money: { amount: 144_000_00, currency: 'EUR' },
    });
    const entry = (await chat.as(RAJ).says('timeline halden')).text;
    expect(entry).toContain('Tom tells a win: renewed for 3 years');
    expect(entry).not.toContain('144');
  });
});
