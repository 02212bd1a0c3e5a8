import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE } from '../../../crm/time/durations.ts';
import { now } from '../../clock.ts';
import { type FreshStore, freshStore } from '../../store.ts';
import { TEAM } from './fake/people.ts';
import { ana, ben, mention, smallChat, the } from './small-app.ts';

let fresh: FreshStore;
let store: FreshStore['store'];
let small: Awaited<ReturnType<typeof smallChat>>;
beforeAll(async () => {
  fresh = await freshStore('server');
  ({ store } = fresh);
  small = await smallChat({ store });
});
afterAll(async () => {
  await small.close();
  await fresh.close();
});

describe('when Slack says slow down, or fails', () => {
  test('a call is repeated after Retry-After', async () => {
    small.chat.api.next(
      'chat.postEphemeral',
      { status: 429, headers: { 'retry-after': '0' } },
      { status: 429, headers: { 'retry-after': '0' } },
    );
    await small.chat.sends(mention('patient'));
    expect(small.chat.screen.messages.at(-1)?.text).toContain('You said patient');
  });

  test('a response URL too', async () => {
    const speaker = small.chat.as(ana.email);
    await speaker.says('/customer acme', { in: 'slash' });
    small.chat.api.next('response', { status: 429, headers: { 'retry-after': '0' } });
    expect((await speaker.presses('Older')).text).toContain('Pressed small.page');
  });

  test('a response URL that is used up gives way to a message of its own, as private', async () => {
    const speaker = small.chat.as(ana.email);
    await speaker.says('/customer acme', { in: 'slash' });
    small.chat.api.next('response', { status: 404, body: { ok: false, error: 'used_url' } });
    expect(await speaker.presses('Older')).toMatchObject({
      private: true,
      text: expect.stringContaining('Pressed small.page'),
    });
    expect(small.chat.api.calls.at(-1)?.method).toBe('chat.postEphemeral');
  });

  test('a dialog that comes too late offers itself again', async () => {
    const speaker = small.chat.as(ana.email);
    await speaker.says('/customer acme', { in: 'slash' });
    small.chat.api.next('views.open', {
      status: 200,
      body: { ok: false, error: 'expired_trigger_id' },
    });
    expect((await speaker.presses('Filter')).text).toContain('[Open the form]');
    expect((await speaker.presses('Open the form')).form?.title).toBe('Filter');
  });

  test('blocks that Slack does not want come as plain text', async () => {
    small.chat.api.next('chat.postMessage', {
      status: 200,
      body: { ok: false, error: 'invalid_blocks' },
    });
    expect(await small.chat.as(ben.email).says('acme')).toMatchObject({
      text: expect.stringContaining('You said acme'),
      raw: { blocks: [] },
    });
  });

  test('a message that cannot be changed any more is written anew', async () => {
    const speaker = small.chat.as(ben.email);
    await speaker.says('acme');
    small.chat.api.next('chat.update', {
      status: 200,
      body: { ok: false, error: 'cant_update_message' },
    });
    expect((await speaker.presses('Older')).text).toContain('Pressed small.page');
  });

  test('what cannot be done is in the log without a word that was said, and the bot goes on', async () => {
    const from = small.errors.length;
    small.chat.api.next('chat.postEphemeral', {
      status: 200,
      body: { ok: false, error: 'team_access_not_granted' },
    });
    await small.chat.sends(mention('confidential'));
    const [error, ...rest] = small.errors.slice(from);
    expect(error).toMatchObject({
      fault: 'slack: rejected',
      slack: 'team_access_not_granted',
      reference: expect.stringMatching(/^[0-9A-F]{6}$/),
    });
    expect(rest).toEqual([]);
    expect(small.chat.screen.messages.at(-1)?.text).toContain(
      the(error as { reference: string } | undefined).reference,
    );
    expect(JSON.stringify(small.errors)).not.toContain('confidential');
    expect((await small.chat.as(ana.email).says('acme')).text).toContain('You said acme');
  });

  test('a channel of which Slack says nothing is taken for shared', async () => {
    const failing = Array.from({ length: 4 }, () => ({ status: 500 }));
    small.chat.api.next('conversations.info', ...failing);
    expect(
      (await small.chat.as(ana.email).says('acme', { in: 'slash', channel: '#never-seen' })).text,
    ).toContain('Not here');
  });
});

describe('a post', () => {
  const view = { title: 'Acme renewed', blocks: [] };
  const place = {
    platform: 'slack' as const,
    tenant: TEAM,
    kind: 'channel' as const,
    id: 'CGENERAL',
    name: 'general',
    shared: false,
  };

  test('is made once per key', async () => {
    await small.chat.platform.post(place, view, 'win-1');
    await small.chat.platform.post(place, view, 'win-1');
    expect(small.chat.posts().filter(({ text }) => text.includes('Acme renewed'))).toHaveLength(1);
    expect(
      small.chat.api.calls.findLast(({ method }) => method === 'chat.postMessage')?.args,
    ).toMatchObject({
      channel: 'CGENERAL',
      text: expect.stringContaining('Acme renewed'),
      unfurl_links: 'false',
      metadata: { event_type: 'rapport_post', event_payload: { key: 'win-1' } },
    });
  });

  test('is not made where another organisation reads, whatever was thought before', async () => {
    const before = small.chat.posts().length;
    small.chat.api.next('conversations.info', {
      status: 200,
      body: { ok: true, channel: { id: 'CGENERAL', is_ext_shared: true } },
    });
    await expect(small.chat.platform.post(place, view, 'win-2')).rejects.toMatchObject({
      system: 'slack',
      fault: 'rejected',
    });
    expect(small.chat.posts()).toHaveLength(before);
  });

  test('that Slack refuses says why, for the queue to try again or not', async () => {
    const before = small.chat.posts().length;
    small.chat.api.next('chat.postMessage', {
      status: 200,
      body: { ok: false, error: 'token_revoked' },
    });
    await expect(small.chat.platform.post(place, view, 'win-3')).rejects.toMatchObject({
      fault: 'unauthorised',
    });
    small.chat.api.next('chat.postMessage', { status: 429, headers: { 'retry-after': '0' } });
    await expect(small.chat.platform.post(place, view, 'win-4')).rejects.toMatchObject({
      fault: 'rate-limited',
      retryAfter: 0,
    });
    await small.chat.platform.post(place, view, 'win-4');
    expect(small.chat.posts()).toHaveLength(before + 1);
  });

  test('whose answer got lost is found again instead of posted twice', async () => {
    const before = small.chat.posts().length;
    small.chat.api.lose('chat.postMessage');
    await expect(small.chat.platform.post(place, view, 'win-5')).rejects.toMatchObject({
      fault: 'unavailable',
    });
    const found = await small.chat.platform.findPost(place, 'win-5');
    const posted = await small.chat.platform.post(place, view, 'win-5');
    expect(posted).toMatchObject(found ?? {});
    expect(small.chat.posts()).toHaveLength(before + 1);
    expect(posted.reference).toBe(small.chat.screen.messages.at(-1)?.ts);
  });

  test('that another copy has begun is left to it, and comes after it was given up', async () => {
    const begun = (ago: number) =>
      store.postAttempts.save({ platform: 'slack', tenant: TEAM }, 'win-6', {
        state: 'begun',
        id: 'theirs',
        at: new Date(now().getTime() - ago),
        doubtedAt: null,
      });
    await begun(10_000);
    await expect(small.chat.platform.post(place, view, 'win-6')).rejects.toMatchObject({
      fault: 'unavailable',
      retryAfter: 30_000,
    });
    await begun(MINUTE);
    const before = small.chat.posts().length;
    await Promise.allSettled([1, 2, 3].map(() => small.chat.platform.post(place, view, 'win-6')));
    expect(small.chat.posts()).toHaveLength(before + 1);
  });

  test('can be edited, as long as it is there', async () => {
    const { reference } = await small.chat.platform.post(place, view, 'win-7');
    expect(
      await small.chat.platform.update(place, reference, {
        title: 'Acme renewed twice',
        blocks: [],
      }),
    ).toBe('done');
    expect(small.chat.posts().at(-1)?.text).toContain('Acme renewed twice');
    expect(await small.chat.platform.update(place, '1.1', view)).toBe('gone');
  });

  test('finds a person in private who never wrote', async () => {
    const direct = the(
      await small.chat.platform.direct({ platform: 'slack', tenant: TEAM, user: 'U001' }),
    );
    const { reference } = await small.chat.platform.post(direct, view, 'told-1');
    await small.chat.platform.post(
      direct,
      { title: 'In the thread', blocks: [] },
      'told-2',
      reference,
    );
    expect(small.chat.screen.messages.at(-1)).toMatchObject({ channel: 'D001', thread: reference });
    expect(
      await small.chat.platform.direct({ platform: 'slack', tenant: TEAM, user: 'U999' }),
    ).toBe(null);
  });
});
