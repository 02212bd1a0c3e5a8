import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { View } from '../../cards/view/view.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

const NOW = new Date('2026-11-18T10:14:00Z');
const ANA = 'ana@rapport.example';
const WON: View = {
  title: 'Acme signed',
  blocks: [{ kind: 'image', url: 'https://pictures.example/gone.png', alt: 'A picture' }],
};

const withChart = (title: string, last: number | null = 96): View => ({
  title,
  blocks: [
    {
      kind: 'chart',
      alt: 'Retention, from 94 % up',
      picture: {
        light: 'https://pictures.example/chart.png',
        dark: 'https://pictures.example/chart.png',
      },
      chart: {
        title: 'Retention rate',
        unit: '%',
        target: null,
        points: [94, last, 95].map((value, i) => ({
          label: `Week ${i}`,
          day: `2026-11-0${i + 1}`,
          value,
          text: value === null ? 'no data' : `${value} %`,
        })),
      },
    },
  ],
});

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
    expect(plain.text).toMatch(/Dec\s\d.*%.*Nov/);
    // Text alone, without buttons, is the last resort.
    const hasButtons = /"type":"(?:button|Action\.Execute)"/.test(JSON.stringify(plain.raw));
    expect(hasButtons).toBe(times < 3);
  });

  test.runIf(platform === 'slack')(
    'a post keeps the picture of a chart that Slack does not draw, and without that right its address',
    async () => {
      await chat.as(ANA).says('digest weekly', { in: '#success' });
      const [digest] = await chat.store.digests.all();
      if (digest?.to.kind !== 'place' || !chat.slack) throw new Error('A channel’s');
      const { api, platform: slack } = chat.slack;
      const place = digest.to.place;
      const raw = (title: string) =>
        JSON.stringify(chat.posts().find(({ text }) => text.includes(title))?.raw);
      refusesCards(1);
      await slack.post(place, withChart('Drawn by us'), 'uploaded');
      expect(raw('Drawn by us')).toMatch(/"slack_file":\{"id":"F\d+"\}/);
      expect(raw('Drawn by us')).not.toContain('data_visualization');
      expect(api.uploads.at(-1)?.toString('latin1')).toContain('PNG');
      // A gap is nothing that Slack can draw, so nothing is refused first.
      await slack.post(place, withChart('With a gap', null), 'gap');
      expect(raw('With a gap')).toContain('slack_file');
      expect(api.uploads).toHaveLength(2);
      refusesCards(1);
      api.next('files.getUploadURLExternal', {
        status: 200,
        body: { ok: false, error: 'missing_scope' },
      });
      await slack.post(place, withChart('By address', 97), 'linked');
      expect(raw('By address')).toContain('"image_url":"https://pictures.example/chart.png"');
    },
  );

  test('a post loses its picture only, once per key', async () => {
    await chat.as(ANA).says('digest weekly', { in: '#success' });
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
