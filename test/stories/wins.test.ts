import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoOrganisation } from '../../crm/demo/organisation.ts';
import type { Win } from '../../crm/work.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import type { Post } from '../chat/chat.ts';

/** A Tuesday, in office hours, and behind us, so that what is to be sent later is sent at once. */
const NOW = new Date('2026-11-17T10:14:00Z');
const MINUTE = 60_000;
const mail = (first: string) => `${first}@rapport.example`;
const [TOM, JO, RAJ, PAUL, FATIMA, LEA, INGRID, KIM, HELENA, ANA] = ['tom', 'jo', 'raj', 'paul', 'fatima', 'lea', 'ingrid', 'kim', 'helena', 'ana'].map(mail) as [string, string, string, string, string, string, string, string, string, string];
const READERS = [TOM, JO, FATIMA, LEA, INGRID, HELENA, ANA];
const TEN = ['ana', 'helena', 'ingrid', 'fatima', 'lea', 'daniel', 'priya', 'marco', 'darnell', 'yuki'].map(mail);

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  const later = (minutes = 1) => { clock.now = new Date(clock.now.getTime() + minutes * MINUTE); };
  beforeAll(async () => {
    const people = [...new Set([TOM, JO, RAJ, PAUL, FATIMA, LEA, INGRID, KIM, HELENA, ANA, ...TEN])].map((email) => ({ email, name: email.split('@')[0] ?? '' }));
    chat = await bot({
      platform, people, now: () => clock.now, records: demoOrganisation(NOW),
      channels: [{ name: '#wins', members: [...new Set([...READERS, ...TEN])] }, { name: '#everybody', members: [TOM, KIM, LEA] }],
    });
  });
  afterAll(() => chat.close());

  const posts = (has: string, channel = '#wins'): readonly Post[] => chat.posts().filter((post) => post.channel === channel && post.text.includes(has));
  const all = () => chat.store.desk.wins({ since: new Date(0), until: new Date(clock.now.getTime() + 1), limit: 100 });
  const only = async (what: string): Promise<Win> => (await all()).find((win) => win.what.includes(what))!;
  const idOf = async (email: string) => (await chat.store.people.byEmail(email))!.id;

  test('without a wins channel the author is told what to do, and the win is kept', async () => {
    const tom = chat.as(TOM);
    const preview = await tom.says('win brightwater opened a second warehouse with us');
    expect(preview.text).toContain('There is no wins channel yet');
    expect((await tom.presses('Keep it')).text).toContain('the win is kept');
    expect(await only('second warehouse')).toMatchObject({ state: 'posted', version: 1 });
  });

  test('only an administrator says where wins are posted', async () => {
    expect((await chat.as(TOM).says('win channel', { in: '#wins' })).text).toContain('for an administrator to say');
    expect((await chat.as(LEA).says('win channel')).text).toContain('This is no channel');
    expect((await chat.as(LEA).says('win channel', { in: '#wins' })).text).toContain('Wins are posted in');
  });

  test('the win of five departments: proposed, looked at, posted once, on the timeline, and each is told', async () => {
    const tom = chat.as(TOM);
    const preview = await tom.says('win kestrel signed for three years');
    expect(preview.private).toBe(true);
    for (const [name, department] of [['Tom Whitfield', 'Sales'], ['Jo Lindqvist', 'Marketing'], ['Raj Patel', 'Product'], ['Paul Egger', 'Support'], ['Fatima El Idrissi', 'Finance']]) expect(preview.text).toContain(`${name} (${department})`);
    expect(preview.text).toMatch(/\d+ people will read it/);
    expect(preview.text).toContain('€120,000');
    expect(posts('Kestrel')).toEqual([]);
    expect((await tom.presses('Post it')).text).toContain('on its way');
    await chat.until(() => posts('Kestrel').length > 0, 'the win is posted');
    const [post] = posts('Kestrel');
    for (const said of ['🎉 Kestrel Energy signed for three years', '€120,000', 'Sales', 'Marketing', 'Product', 'Support', 'Finance', '👏 Thank them · 0', 'Add somebody', 'The story']) expect(post?.text).toContain(said);
    expect((await chat.as(TOM).says('timeline kestrel')).text).toContain('Tom tells a win: signed for three years');
    const win = await only('three years');
    for (const credit of win.credits) {
      const message = await chat.store.desk.message(`win:${win.id}:${credit.person}`);
      expect(message === null).toBe(credit.person === win.author);
      if (message) expect(message).toMatchObject({ kind: 'win', why: 'Tom Whitfield named you in a win.' });
    }
  });

  test('who may not see amounts is not told them in private either', async () => {
    const win = await only('three years');
    const toPaul = await chat.store.desk.message(`win:${win.id}:${await idOf(RAJ)}`);
    expect(JSON.stringify(toPaul?.view)).not.toContain('120,000');
    expect(JSON.stringify(toPaul?.view)).toContain('made the product fit');
  });

  test('ten presses of one person at once are one thanks, ten people’s are ten, in few edits', async () => {
    const thank = async (email: string, times = 1) => {
      const label = (await chat.as(email).looksAt('#wins', 'Kestrel')).text.match(/👏 Thank them · \d+/)?.[0] ?? '';
      return Promise.all(Array.from({ length: times }, () => chat.as(email).presses(label)));
    };
    const { id } = await only('three years');
    const kudos = async () => (await chat.store.desk.win(id))?.kudos ?? [];
    await thank(ANA, 10);
    expect(await kudos()).toEqual([await idOf(ANA)]);
    later();
    await Promise.all(TEN.map((email) => thank(email)));
    expect(await kudos()).toHaveLength(10);
    later();
    expect((await thank(JO))[0]?.text).toMatch(/You thanked .*Tom Whitfield/);
    await chat.until(() => posts('👏 Thank them · 11').length === 1, 'the post counts eleven');
    expect(posts('Kestrel')).toHaveLength(1);
    expect((await thank(JO))[0]?.text).toContain('already');
  });
});
