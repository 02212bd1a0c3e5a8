import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ActionName } from '../../../cards/view/action.ts';
import { event, form, nextId, payload } from '../../chat/slack.ts';
import { BOT_USER, TEAM } from './fake/people.ts';
import { ana, ben, smallChat, the } from './small-app.ts';

let small: Awaited<ReturnType<typeof smallChat>>;
beforeAll(async () => {
  small = await smallChat({
    channels: [
      { name: '#sales' },
      { name: '#acme-shared', shared: true },
      { name: '#soon-shared', pending: true },
      { name: '#secret', hidden: true },
    ],
  });
});
afterAll(async () => {
  expect(small.errors).toEqual([]);
  await small.close();
});
const methods = () => small.chat.api.calls.map(({ method }) => method);

describe('a slash command', () => {
  test('is answered in its acknowledgement, for the asker alone', async () => {
    const from = small.chat.api.calls.length;
    const seen = await small.chat
      .as(ana.email)
      .says('/customer acme & sons', { in: 'slash', channel: '#sales' });
    expect(seen.text).toContain('You said customer acme & sons');
    expect(seen.private).toBe(true);
    expect(
      methods()
        .slice(from)
        .filter((method) => method.startsWith('chat.')),
    ).toEqual([]);
    expect(small.chat.api.responses).toEqual([]);
    const { account, place } = the(small.app.requests.at(-1));
    expect(account).toMatchObject({ platform: 'slack', tenant: TEAM });
    expect(place).toEqual({
      platform: 'slack',
      tenant: TEAM,
      kind: 'channel',
      id: 'CSALES',
      name: 'sales',
      shared: false,
    });
  });

  test('of the root command is its words', async () => {
    expect(
      (await small.chat.as(ana.email).says('/rapport help me', { in: 'slash' })).text,
    ).toContain('You said help me');
  });

  test('replaces its answer in place when something in it is pressed', async () => {
    const speaker = small.chat.as(ana.email);
    await speaker.says('/customer acme', { in: 'slash' });
    const before = small.chat.screen.messages.length;
    const seen = await speaker.presses('Older');
    expect(seen.text).toContain('Pressed small.page');
    expect(seen.text).toContain('{"page":2}');
    expect(small.chat.screen.messages.length).toBe(before);
  });

  test.each(['#acme-shared', '#soon-shared', '#secret'] as const)(
    'in %s is known to come from where others read',
    async (channel) => {
      expect(
        (await small.chat.as(ana.email).says('/customer acme', { in: 'slash', channel })).text,
      ).toContain('Not here');
    },
  );

  test.each([
    ['between the person and the bot', 'D001', { kind: 'direct', shared: false }],
    [
      'between two colleagues, which the bot cannot see',
      'D9OTHER',
      { kind: 'group', shared: true },
    ],
  ])('typed %s', async (_, channel_id, place) => {
    small.chat.api.next(
      'conversations.info',
      ...(channel_id === 'D001'
        ? [{ status: 200, body: { ok: true, channel: { id: 'D001', is_im: true, user: 'U001' } } }]
        : [{ status: 200, body: { ok: false, error: 'channel_not_found' } }]),
    );
    const response_url = small.chat.api.responseUrl(channel_id, 'U001', null);
    await small.chat.sends(
      form({
        command: '/customer',
        text: 'acme',
        user_id: 'U001',
        channel_id,
        channel_name: 'directmessage',
        team_id: TEAM,
        trigger_id: nextId('t'),
        response_url,
      }),
    );
    expect(small.app.requests.at(-1)?.place).toMatchObject({ ...place, name: null });
  });

  test('opens a dialog, whose answer comes back to where it was asked', async () => {
    const speaker = small.chat.as(ana.email);
    const dialog = await speaker.says('/rapport form', { in: 'slash' });
    expect(dialog.form).toEqual({
      title: 'Filter',
      fields: [
        { id: 'words', label: 'Words' },
        { id: 'customer', label: 'Customer' },
      ],
    });
    const seen = await speaker.fills({ Words: 'export', customer: 'c9' });
    expect(seen.form).toBeUndefined();
    expect(seen.text).toContain('{"words":"export","customer":"c9"}');
  });
});

describe('a direct message', () => {
  test('is answered by a message that changes in place', async () => {
    const speaker = small.chat.as(ben.email);
    const said = await speaker.says('customer <b> & co');
    expect(said.text).toContain('You said customer <b> & co');
    const before = small.chat.screen.messages.length;
    expect((await speaker.presses('Older')).text).toContain('Pressed small.page');
    expect(small.chat.screen.messages.length).toBe(before);
    expect(small.app.requests.at(-2)?.place).toMatchObject({ kind: 'direct', shared: false });
  });

  test('that asks for a dialog gets a button, since only a button can open one', async () => {
    const speaker = small.chat.as(ben.email);
    expect((await speaker.says('form please')).text).toContain('[Open the form]');
    expect((await speaker.presses('Open the form')).form?.title).toBe('Filter');
    expect((await speaker.fills({ words: 'again' })).form?.title).toBe('Filter');
    expect((await speaker.fills({})).text).toContain('Filtered');
  });

  test('of a bot, an edit, a join or one in a channel is not for us', async () => {
    const from = small.app.requests.length;
    const base = {
      type: 'message',
      user: 'U001',
      text: 'hello',
      ts: nextId('1.'),
      channel: 'D001',
      channel_type: 'im',
    };
    for (const inner of [
      { ...base, bot_id: 'B1' },
      { ...base, subtype: 'message_changed' },
      { ...base, subtype: 'channel_join' },
      { ...base, user: BOT_USER },
      { ...base, channel: 'CSALES', channel_type: 'channel' },
    ]) {
      expect((await small.chat.sends(event(inner))).status).toBe(200);
    }
    expect(small.app.requests.length).toBe(from);
  });
});

describe('a mention', () => {
  test('is answered to the asker alone', async () => {
    const posts = small.chat.posts().length;
    const seen = await small.chat.as(ana.email).says('customer acme', { in: '#sales' });
    expect(seen.text).toContain('You said customer acme');
    expect(seen.private).toBe(true);
    expect(small.chat.posts().length).toBe(posts);
  });

  test('in a thread is answered in the thread', async () => {
    await small.chat.sends(
      event({
        type: 'app_mention',
        user: 'U001',
        text: `<@${BOT_USER}>: acme`,
        ts: '5.1',
        thread_ts: '5.0',
        channel: 'CSALES',
      }),
    );
    expect(small.chat.screen.messages.at(-1)).toMatchObject({ thread: '5.0', to: 'U001' });
    expect(small.app.requests.at(-1)?.ask).toMatchObject({ kind: 'words', words: 'acme' });
  });

  test('in a channel shared with others is known as such', async () => {
    expect(
      (await small.chat.as(ana.email).says('customer acme', { in: '#acme-shared' })).text,
    ).toContain('Not here');
  });

  test('where the bot was thrown out goes to the direct messages', async () => {
    small.chat.api.next('chat.postEphemeral', {
      status: 200,
      body: { ok: false, error: 'not_in_channel' },
    });
    const seen = await small.chat.as(ana.email).says('acme', { in: '#sales' });
    expect(seen).toMatchObject({ private: true, raw: { channel: 'D001' } });
  });

  test('of a colleague becomes the address in the directory', async () => {
    await small.chat.sends(
      event({
        type: 'app_mention',
        user: 'U001',
        ts: nextId('6.'),
        channel: 'CSALES',
        text: `<@${BOT_USER}> handoff <https://acme.com/a?b=1&amp;c=2|acme> <mailto:kim@acme.com|kim@acme.com> <@U002|ben> <@U999> <#C1|sales> <!here>`,
      }),
    );
    expect(small.app.requests.at(-1)?.ask).toMatchObject({
      kind: 'words',
      words:
        'handoff https://acme.com/a?b=1&c=2 kim@acme.com @ben@rapport.example that colleague #sales @here',
    });
  });
});

describe('App Home', () => {
  test('is published when opened, and again when something in it is pressed', async () => {
    const speaker = small.chat.as(ben.email);
    expect((await speaker.opensHome()).text).toContain('You said home');
    expect(small.app.requests.at(-1)?.place).toMatchObject({
      kind: 'home',
      id: 'U002',
      shared: false,
    });
    const suggestions = await speaker.types('glo');
    expect(suggestions).toEqual([{ value: 'c-glo', label: 'Customer glo' }]);
    const seen = await speaker.picks(the(suggestions[0]));
    expect(seen.text).toContain('{"customer":"c-glo"}');
    expect(seen.raw).toMatchObject({ type: 'home' });
    expect((await speaker.presses('Filter')).form?.title).toBe('Filter');
    expect(await speaker.types('ac')).toEqual([{ value: 'c-ac', label: 'Customer ac' }]);
    expect((await speaker.fills({ words: 'x' })).raw).toMatchObject({ type: 'home' });
  });

  test("'s other tab asks nothing", async () => {
    const from = small.app.requests.length;
    await small.chat.sends(
      event({
        type: 'app_home_opened',
        user: 'U001',
        tab: 'messages',
        channel: 'D001',
        event_ts: '9.9',
      }),
    );
    expect(small.app.requests.length).toBe(from);
  });
});

test('a press on what everybody reads answers beside it and leaves it as it is', async () => {
  const place = {
    platform: 'slack' as const,
    tenant: TEAM,
    kind: 'channel' as const,
    id: 'CSALES',
    name: 'sales',
    shared: false,
  };
  const view = {
    title: 'Shared',
    blocks: [
      {
        kind: 'buttons' as const,
        buttons: [
          {
            kind: 'press' as const,
            label: 'Story',
            action: ActionName.parse('small.story'),
            data: {},
          },
        ],
      },
    ],
  };
  await small.chat.platform.post(place, view, 'shared-1');
  const message = the(small.chat.screen.messages.at(-1));
  small.chat.screen.show('U002', { kind: 'message', message });
  const seen = await small.chat.as(ben.email).presses('Story');
  expect(seen).toMatchObject({ private: true });
  expect(seen.text).toContain('Pressed small.story');
  expect(small.chat.posts().at(-1)?.text).toContain('Shared');
});

test('a link that is pressed, an unknown button and a closed dialog are acknowledged and nothing more', async () => {
  const from = small.app.requests.length;
  const press = {
    type: 'block_actions',
    user: { id: 'U001' },
    team: { id: TEAM },
    trigger_id: nextId('t'),
    container: { type: 'message', channel_id: 'CSALES' },
  };
  for (const action_id of ['link#0', 'somebody-elses']) {
    expect(
      (
        await small.chat.sends(
          payload({ ...press, actions: [{ type: 'button', action_id, block_id: 'b' }] }),
        )
      ).status,
    ).toBe(200);
  }
  const view = {
    id: 'V1',
    type: 'modal',
    callback_id: 'feedback',
    private_metadata: '',
    blocks: [],
    state: { values: {} },
  };
  for (const type of ['view_closed', 'view_submission']) {
    expect(
      (
        await small.chat.sends(
          payload({
            type,
            user: { id: 'U001' },
            team: { id: TEAM },
            trigger_id: nextId('t'),
            view,
          }),
        )
      ).status,
    ).toBe(200);
  }
  expect((await small.chat.sends(form({ ssl_check: '1' }))).status).toBe(200);
  expect(small.app.requests.length).toBe(from);
});
