import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonRecord } from '../../crm/customer/records.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-17T10:14:00Z');
const ANA = 'ana@rapport.example';
const CROWD = Array.from({ length: 60 }, (_, i) => `crowd-${i}@rapport.example`);
const PEOPLE: PersonRecord[] = CROWD.map((email, i) => ({
  kind: 'person',
  source: 'crowd',
  externalId: email,
  name: `Colleague ${i}`,
  email,
  title: null,
  department: 'support',
  role: 'member',
  zone: null,
  locale: null,
  active: true,
}));

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        ...PEOPLE.map(({ email, name }) => ({ email: email ?? '', name })),
      ],
      now: () => NOW,
      records: [...demoOrganisation(NOW), ...PEOPLE],
    });
  });
  afterAll(() => chat.close());

  test('of more mentions than are looked up the answer says how many, and what to do', async () => {
    const mentions = CROWD.map((email) => `<@${email}>`).join(' ');
    const { text } = await chat.as(ANA).says(`note acme industries: met ${mentions}`);
    expect(text).toContain('You mentioned 60 people and channels, and I looked up the first 50');
    expect(text).toContain('Name the other 10 in another message');
    const few = CROWD.slice(0, 12).map((email) => `<@${email}>`);
    const seen = await chat.as(ANA).says(`note acme industries: met ${few.join(' ')}`);
    expect(seen.text).not.toContain('looked up');
    expect(seen.text).toContain('@crowd-11');
    expect(seen.text).not.toContain('that colleague');
  });

  test('a form that such a message leads to says so too', async () => {
    const mentions = CROWD.map((email) => `<@${email}>`).join(' ');
    const ana = chat.as(ANA);
    const { text } = await ana.says(`task met ${mentions} by yesterday`);
    expect(text).toContain('I looked up the first 50');
  });

  test('of many namesakes the answer says how many more there are, and what tells them apart', async () => {
    const offered = await chat.as(ANA).says('handoff acme industries @colleague "they move"');
    expect(offered.text).toContain('Colleague 0');
    expect(offered.text.match(/Colleague \d+/g)).toHaveLength(20);
    expect(offered.text).toContain('and 40 more: type the full name or the e-mail address');
    const asked = await chat.as(ANA).says('task acme industries @colleague call them');
    expect(asked.text).toContain('Several colleagues are called “colleague”');
    expect(asked.text).toMatch(/\(crowd-\d+@rapport\.example\) and 55 more\./);
  });

  test('a question to a large department says who is not asked, and what to do', async () => {
    const { text } = await chat
      .as(ANA)
      .says('tell @support acme industries "who knows the export?"');
    expect(text).toContain('(50 colleagues)');
    expect(text).toMatch(/\d+ more colleagues are not asked\. Give the department a channel/);
    expect(text).toContain('channel department support');
  });
});
