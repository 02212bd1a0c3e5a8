import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoOrganisation } from '../../crm/demo/organisation.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';

const NOW = new Date('2026-11-24T10:14:00Z');
const [ANA, KIM, LEA] = ['ana@rapport.example', 'kim@rapport.example', 'lea@rapport.example'];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform, now: () => NOW, records: demoOrganisation(NOW),
      people: [{ email: ANA, name: 'Ana' }, { email: KIM, name: 'Kim' }, { email: LEA, name: 'Lea' }],
      channels: [{ name: '#berlin', members: [ANA, KIM, LEA] }, { name: '#quiet', members: [ANA, LEA] }],
    });
  });
  afterAll(() => chat.close());

  test('only an administrator sets a channel, and who tries is on record', async () => {
    expect((await chat.as(ANA).says('channel read-only', { in: '#berlin' })).text).toContain('That is for administrators');
    expect((await chat.store.audit.search({ limit: 1 }))[0]).toMatchObject({ action: 'refused', detail: { why: 'not-an-administrator', command: 'channel' } });
    expect((await chat.as(LEA).says('channel', { in: 'direct' })).text).toContain('This is not a channel');
  });

  test('a read-only channel binds everybody from the next message on: asking yes, posting no', async () => {
    expect((await chat.as(LEA).says('channel read-only', { in: '#berlin' })).text).toContain('Read-only');
    expect((await chat.as(ANA).says('acme industries', { in: '#berlin' })).text).toContain('Acme Industries');
    for (const who of [ANA, LEA]) expect((await chat.as(who).says('share acme industries', { in: '#berlin' })).text).toContain('read-only');
    await chat.as(LEA).says('channel open', { in: '#berlin' });
    expect((await chat.as(ANA).says('share acme industries', { in: '#berlin' })).text).toContain('Share Acme Industries in');
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
  ])('%s', async (words, says) => expect((await chat.as(LEA).says(words, { in: '#berlin' })).text).toMatch(says));

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
