import { expect, test } from 'vitest';
import { killing } from '../chaos/kills.ts';
import { teamsKilling } from '../chaos/teams-kills.ts';
import { freshDatabase } from '../store.ts';

// `npm run chaos` does this hundreds of times, with another seed each time.
test.each([
  ['Slack', killing],
  ['Teams', teamsKilling],
])(
  'killed at work in %s: what was seen done is there once, everywhere, and nothing is there twice',
  {
    timeout: 180_000,
  },
  async (_, kill) => {
    const { place, remove } = await freshDatabase();
    const { kills, wrong, stored } = await kill({
      store: place.url,
      kills: 1,
      seed: 'a sample',
      hurry: true,
    });
    expect(wrong).toEqual([]);
    expect([kills, stored > 0]).toEqual([1, true]);
    await remove();
  },
);
