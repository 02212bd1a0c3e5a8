import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Place } from '../../../crm/person/place.ts';
import type { WinDraft } from '../../../crm/win/draft.ts';
import { unsentPost } from '../../../crm/win/posts.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';
import { at } from '../people-of-acme.ts';
import { ACME, ANA, BEN } from '../work-of-acme.ts';

const NOW = at('2026-11-22T09:00');
const place: Place = {
  platform: 'slack',
  tenant: 'T1',
  kind: 'channel',
  id: 'C1',
  name: null,
  shared: false,
};

describe.each(BACK_ENDS)('wins that are not told yet, and their posts, %s', (backEnd) => {
  let opened: FreshStore;
  beforeAll(async () => {
    opened = await freshStore(backEnd, () => NOW);
  });
  afterAll(() => opened.close());

  test('each person has one draft: the newest', async () => {
    const { winDrafts } = opened.store;
    const draft: WinDraft = {
      id: 'd1',
      customerId: ACME,
      kind: 'save',
      what: 'stayed',
      difference: 'a \0 call',
      money: null,
      picture: null,
      credits: [{ person: BEN, for: '' }],
      about: null,
      offered: [],
      another: false,
      at: NOW,
    };
    expect(await winDrafts.of(ANA)).toBeNull();
    await winDrafts.save(ANA, draft);
    expect(await winDrafts.of(ANA)).toEqual({ ...draft, difference: 'a  call' });
    const newer = { ...draft, id: 'd2', difference: null, money: { amount: 5, currency: 'EUR' } };
    await winDrafts.save(ANA, newer);
    expect(await winDrafts.of(ANA)).toEqual(newer);
    expect(await winDrafts.of(BEN)).toBeNull();
  });

  test('a post is found by its wins, and a win stands in the post that took it last', async () => {
    const { winPosts } = opened.store;
    await winPosts.save(unsentPost({ key: 'w1', place, wins: ['w1'], daily: true }));
    await winPosts.save(unsentPost({ key: 'day', place, wins: ['w2', 'w1'], daily: true }));
    expect(await winPosts.of('w1')).toEqual(
      unsentPost({ key: 'day', place, wins: ['w2', 'w1'], daily: true }),
    );
    expect(await winPosts.get('w1')).toMatchObject({ wins: [] });
    expect([await winPosts.get('nothing'), await winPosts.of('w9')]).toEqual([null, null]);
  });

  test('of those who change a post at once, one does', async () => {
    const { winPosts } = opened.store;
    const post = unsentPost({ key: 'w5', place, wins: ['w5'], daily: false });
    await winPosts.save(post);
    const changes = ['a', 'b', 'c'].map((id) => ({ ...post, editing: { id, since: NOW } }));
    const changed = await Promise.all(changes.map(winPosts.replace));
    expect(changed.filter(Boolean)).toHaveLength(1);
    expect(await winPosts.get('w5')).toEqual({ ...changes[changed.indexOf(true)], version: 2 });
    // It stands in the channel, whatever others did meanwhile.
    await winPosts.save({ ...post, reference: '1.1' });
    expect(await winPosts.get('w5')).toEqual({ ...post, reference: '1.1', version: 3 });
  });
});
