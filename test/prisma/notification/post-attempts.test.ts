import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PostAttempt } from '../../../crm/store/post-attempts.ts';
import { postAttemptsOn } from '../../../prisma/notification/post-attempts.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';
import { storeBefore } from '../database/old-store.ts';
import { at } from '../people-of-acme.ts';

const NOW = at('2026-11-22T09:00');
const HERE = { platform: 'teams', tenant: 'T1' } as const;
const THERE = { ...HERE, tenant: 'T2' };

describe.each(BACK_ENDS)('how far posts came, %s', (backEnd) => {
  let opened: FreshStore;
  beforeAll(async () => {
    opened = await freshStore(backEnd, () => NOW);
  });
  afterAll(() => opened.close());

  test('is kept by key and tenant, as it was said last', async () => {
    const { postAttempts } = opened.store;
    const steps: PostAttempt[] = [
      { state: 'begun', id: 'a1', at: NOW, doubtedAt: null },
      { state: 'unsure', id: 'a2', at: NOW, doubtedAt: at('2026-11-22T08:00') },
      { state: 'posted', reference: '1.1', at: NOW },
    ];
    expect(await postAttempts.get(HERE, 'win:w1')).toBeNull();
    for (const step of steps) {
      await postAttempts.save(HERE, 'win:w1', step);
      expect(await postAttempts.get(HERE, 'win:w1')).toEqual(step);
    }
    expect(await postAttempts.get(HERE, 'win:w2')).toBeNull();
    expect(await postAttempts.get(THERE, 'win:w1')).toBeNull();
  });

  test('leaves the conversations, in either of its shapes', async () => {
    const old = await storeBefore('post_attempts', backEnd);
    const { database } = old;
    const begun = { attempt: 'a1', state: 'begun', at: NOW.toISOString() };
    const earlier = at('2026-11-22T08:00');
    for (const [id, value] of Object.entries({
      'post:win:w1': { reference: '1.1' },
      'post:begun': begun,
      'post:unsure': { ...begun, state: 'unsure', doubt: earlier.toISOString() },
      'post:unread': { state: 'begun' },
      'person:p1': { conversation: { id: 'c1' } },
    }))
      await database.query(
        'INSERT INTO conversation (platform, tenant, id, reference, updated_at) VALUES ($1, $2, $3, $4, $5)',
        [HERE.platform, HERE.tenant, id, JSON.stringify(value), earlier],
      );
    await old.migrate();
    const attempts = postAttemptsOn(database);
    const of = (key: string) => attempts.get(HERE, key);
    const attempt = { id: 'a1', at: NOW, doubtedAt: null };
    expect(await of('win:w1')).toEqual({ state: 'posted', reference: '1.1', at: earlier });
    expect(await of('begun')).toEqual({ ...attempt, state: 'begun' });
    expect(await of('unsure')).toEqual({ ...attempt, state: 'unsure', doubtedAt: earlier });
    expect(await of('unread')).toBeNull();
    expect(await database.query('SELECT id FROM conversation')).toEqual([{ id: 'person:p1' }]);
    await old.close();
  });
});
