import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours, and behind us, so that what is to be sent later is sent at once. */
const NOW = new Date('2026-11-17T10:14:00Z');
const [KIM, NINA, EMEKA] = ['kim@rapport.example', 'nina@rapport.example', 'emeka@rapport.example'];
const COULD = 'Nina is away until 23 Nov. Emeka could take it. Fri, 20 Nov is a holiday for Emeka.';

describe.each(CHAT_PLATFORMS)('%s: holidays of Emeka’s, today and on Friday', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    const people = [KIM, NINA, EMEKA].map((email) => ({ email, name: email.split('@')[0] ?? '' }));
    chat = await bot({ platform, people, now: () => NOW, records: demoOrganisation(NOW) });
    for (const { email } of people) await chat.as(email).says('me');
    const emeka = await chat.store.people.byEmail(EMEKA);
    await chat.store.holidays.save(emeka!.zone!, ['2026-11-17', '2026-11-20']);
  });
  afterAll(() => chat.close());

  test('what Nina was given before she is away: the one who gave it reads of it with who could take it', async () => {
    await chat.as(KIM).says('task brightwater @nina call them by friday');
    await chat.as(KIM).says('handoff globex @nina "they move" by friday');
    await chat.as(NINA).isTold('hands you Globex');
    await chat.as(NINA).presses('Accept');
    await chat.as(NINA).says('away until monday cover @emeka');
    const isTold = (has: string) => () =>
      chat.told(KIM).some(({ text }) => text.includes(has) && text.includes(COULD));
    await chat.until(isTold('call them'), 'Kim is told of the task');
    await chat.until(isTold('Globex: '), 'Kim is told of the handoff');
  });

  test('a question for Nina says it of who may know', async () => {
    const { text } = await chat.as(KIM).says('tell @nina vela who is their CFO?');
    expect(text).toContain(
      'Nina is away until 23 Nov. Emeka may know. Tue, 17 Nov is a holiday for Emeka.',
    );
    await chat.as(NINA).says('away over');
  });

  test('a task for Emeka says it, and still does when its message is drawn anew', async () => {
    await chat.as(KIM).says('task solvang @emeka send the minutes');
    expect((await chat.as(EMEKA).isTold('send the minutes')).text).not.toContain('a holiday');
    await chat.as(KIM).presses('Set a date');
    await chat.as(KIM).fills({ due: '2026-11-20' });
    const says = /send the minutes[\s\S]*Fri,? 20 Nov is a holiday here\./;
    await chat.until(
      () => chat.told(EMEKA).filter(({ text }) => says.test(text)).length === 2,
      'the old message says it, and the one of the new date',
    );
  });
});
