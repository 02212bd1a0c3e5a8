import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { View } from '../../cards/view/view.ts';
import { demoOrganisation } from '../../prisma/seed/organisation.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';

const NOW = new Date('2026-11-18T10:14:00Z');
const ANA = 'ana@rapport.example';
const WON: View = {
  title: 'Acme signed',
  blocks: [{ kind: 'image', url: 'https://pictures.example/gone.png', alt: 'A picture' }],
};

describe.each(CHAT_PLATFORMS)('where %s refuses what is drawn', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [{ email: ANA, name: 'Ana' }],
      now: () => NOW,
      records: demoOrganisation(NOW),
      channels: [{ name: '#success', members: [ANA] }],
    });
  });
  afterAll(() => chat.close());

  /** The platform takes none of the next messages' cards. */
  function refusesCards(times: number): void {
    const body = { ok: false, error: 'invalid_blocks' };
    for (const method of ['chat.postMessage', 'chat.postEphemeral'])
      chat.slack?.api.next(method, ...Array.from({ length: times }, () => ({ status: 200, body })));
    chat.teams?.microsoft.fail(/activities/, { status: 400, times });
  }

  test.each([1, 2, 3])('a figure is answered with its numbers, after refusal %i', async (times) => {
    const whole = await chat.as(ANA).says('kpi retention');
    expect(JSON.stringify(whole.raw)).toMatch(/data_visualization|Chart\.Line/);
    refusesCards(times);
    const plain = await chat.as(ANA).says('kpi retention');
    expect(JSON.stringify(plain.raw)).not.toMatch(/data_visualization|Chart\.Line/);
    expect(plain.text).toContain('Retention rate');
    expect(plain.text).toMatch(/Dec \d.*%.*Nov/);
    // Text alone, without buttons, is the last resort.
    const hasButtons = /"type":"(?:button|Action\.Execute)"/.test(JSON.stringify(plain.raw));
    expect(hasButtons).toBe(times < 3);
  });

  test('a post loses its picture only, once per key', async () => {
    await chat.as(ANA).says('digest', { in: '#success' });
    const [digest] = await chat.store.digests.all();
    if (digest?.to.kind !== 'place') throw new Error('A channel’s');
    refusesCards(1);
    const on = chat.slack?.platform ?? chat.teams?.platform;
    await on?.post(digest.to.place, WON, 'won');
    await on?.post(digest.to.place, WON, 'won');
    const posts = chat.posts().filter(({ text }) => text.includes('Acme signed'));
    expect(posts).toHaveLength(1);
    expect(posts[0]?.text).toContain('The picture is left out');
  });
});
