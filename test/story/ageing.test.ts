import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours, and behind us, so that what is to be sent later is sent at once. */
const NOW = new Date('2026-11-03T10:14:00Z');
const HOUR = 3_600_000;
const mail = (first: string) => `${first}@rapport.example`;
const [ANA, KIM, NINA, EMEKA, HELENA] = ['ana', 'kim', 'nina', 'emeka', 'helena'].map(mail) as [
  string,
  string,
  string,
  string,
  string,
];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  const later = (hours: number) => {
    clock.now = new Date(clock.now.getTime() + hours * HOUR);
  };
  beforeAll(async () => {
    const people = [ANA, KIM, NINA, EMEKA, HELENA].map((email) => ({
      email,
      name: email.split('@')[0]!,
    }));
    chat = await bot({ platform, people, now: () => clock.now, records: demoOrganisation(NOW) });
    for (const { email } of people) await chat.as(email).says('me');
    await chat.as(ANA).says('handoff kestrel onboarding "signed, starts in May"');
    later(5 * 24);
    await chat.as(ANA).says('handoff vela @emeka "moved their office" by friday');
    later(2 * 24 + 1);
    await chat.as(ANA).says('handoff solvang @nina "bought the Scale plan" by 15 nov');
    await chat.as(NINA).isTold('Ana hands you Solvang');
    later(3);
    await chat.as(NINA).presses('Accept');
    await chat.as(KIM).says('handoff globex @helena "asks for a discount"');
    later(20);
  });
  afterAll(() => chat.close());

  test('a manager sees how old what is open in the department is, and the oldest by name', async () => {
    const { text } = await chat.as(NINA).says('handoffs');
    expect(text).toContain('Onboarding · open handoffs by age');
    expect(text).toContain('1 up to a day · 1 up to 3 days · 1 older · 1 late');
    const oldest = text.slice(text.indexOf('by age'));
    expect(oldest).toMatch(
      /Kestrel.* · Ana → Onboarding.*open 8 days · nobody has it · ⚠ late since Wed,? 4 Nov, 11:14.*Vela.* · Ana → Emeka.*open 3 days · waits · due Fri,? 13 Nov, 1\d:00.*Solvang.* · Ana → Nina.*open 23 h · accepted · due/s,
    );
    await chat.as(NINA).presses('Open');
  });

  test('their own come first, and the time that each took', async () => {
    const { text } = await chat.as(NINA).says('handoffs');
    expect(text.indexOf('Late')).toBeLessThan(text.indexOf('For you'));
    expect(text.slice(text.indexOf('For you'), text.indexOf('by age'))).toMatch(
      /Solvang.*accepted after 3 h/s,
    );
  });

  test('a leader sees every department that has any, a member none', async () => {
    const leader = (await chat.as(HELENA).says('handoffs')).text;
    expect(leader).toContain('Onboarding · open handoffs by age');
    expect(leader).toMatch(/by age.*Kestrel.* · Ana → Onboarding/s);
    expect((await chat.as(EMEKA).says('handoffs')).text).not.toContain('by age');
  });
});
