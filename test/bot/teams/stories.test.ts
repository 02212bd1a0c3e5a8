import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { button, cardText, refreshOf } from './card-reader.ts';
import { activityFrom, mriOf, objectIdOf, send } from './client.ts';
import { ana, ben, gil, mallory, type Office, office } from './office.ts';

let teams: Office;
beforeAll(async () => {
  // The second one waits that long, and looks whether the first one is answered.
  teams = await office({ config: { patience: { again: 2_000 } } });
});
afterAll(async () => teams.close());

describe('in a personal chat', () => {
  test('a customer is answered with a card, complete as plain text too', async () => {
    const seen = await teams.as(ana.email).says('customer acme');
    expect(seen.text).toContain('Acme Industries');
    expect(seen.text).toContain('Asked about seats');
    expect(seen.private).toBe(true);
    const last = teams.microsoft.sent.at(-1);
    expect(last?.summary).toContain('Acme Industries');
    expect(last?.token).toBe('Bearer token-of-the-bot');
  });

  test('a button changes the card in place', async () => {
    await teams.as(ana.email).says('customer acme');
    const before = teams.microsoft.sent.length;
    const seen = await teams.as(ana.email).presses('Timeline');
    expect(seen.text).toContain('Acme Industries · timeline');
    expect(teams.microsoft.sent).toHaveLength(before);
  });

  test('a form opens as a dialog and its answer takes the place of the card', async () => {
    await teams.as(ana.email).says('customer acme');
    await teams.as(ana.email).presses('Timeline');
    const open = await teams.as(ana.email).presses('Filter');
    expect(open.form?.fields.length).toBeGreaterThan(2);
    const text =
      open.form?.fields.find(({ id }) => id === 'text')?.id ?? open.form?.fields[0]?.id ?? '';
    const seen = await teams.as(ana.email).fills({ [text]: 'seats' });
    expect(seen.form).toBeUndefined();
    expect(seen.text).toContain('Asked about seats');
    expect(teams.microsoft.sent.at(-1)).toMatchObject({
      updated: true,
      conversation: `a:${ana.email}`,
    });
  });

  test('a message that Teams sends again is answered once', async () => {
    const before = teams.microsoft.sent.length;
    const message = activityFrom(ana, { kind: 'personal', id: `a:${ana.email}` }, teams.microsoft, {
      type: 'message',
      text: 'help',
    });
    const both = await Promise.all([
      send(teams.url, message, teams.microsoft),
      send(teams.url, message, teams.microsoft),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(
      teams.microsoft.sent.slice(before).filter(({ type }) => type === 'message'),
    ).toHaveLength(1);
  });

  /** The choices that Teams gets while this person types into a customer's field. */
  const offered = async (person: typeof ana, value: object): Promise<unknown> => {
    const spot = { kind: 'personal' as const, id: `a:${person.email}` };
    const invoke = { type: 'invoke', name: 'application/search', value };
    const asked = activityFrom(person, spot, teams.microsoft, invoke);
    return (await send(teams.url, asked, teams.microsoft)).body;
  };
  const typed = (queryText: string, more = {}) => ({
    kind: 'search',
    queryText,
    queryOptions: { skip: 0, top: 15 },
    dataset: 'customers',
    ...more,
  });
  const NONE = { type: 'application/vnd.microsoft.search.searchResponse', value: { results: [] } };

  test('customers are offered while one types into a field; guests and strangers are offered none', async () => {
    expect(await offered(ana, typed('acm'))).toEqual({
      ...NONE,
      value: { results: [expect.objectContaining({ title: expect.stringContaining('Acme') })] },
    });
    expect(await offered(ana, typed('acm', { queryOptions: { skip: 15, top: 15 } }))).toEqual(NONE);
    expect(await offered(ana, typed('acm', { dataset: 'elsewhere' }))).toEqual(NONE);
    expect(await offered(ana, { queryText: 7, queryOptions: 'many', dataset: [] })).toEqual(NONE);
    for (const stranger of [gil, mallory])
      expect(await offered(stranger, typed('acm'))).toEqual(NONE);
  });

  test('whoever adds the app is told what it can do', async () => {
    const before = teams.microsoft.sent.length;
    await send(
      teams.url,
      activityFrom(ben, { kind: 'personal', id: `a:${ben.email}` }, teams.microsoft, {
        type: 'installationUpdate',
        action: 'add',
      }),
      teams.microsoft,
    );
    expect(cardText(teams.microsoft.sent.slice(before).at(-1)?.card)).toContain('customer');
  });
});

describe.each([
  ['a channel', '#berlin', 'channel'],
  ['a group chat', '#renewals', 'groupChat'],
] as const)('in %s', (_, name, kind) => {
  beforeAll(() => {
    teams.channel(name, { kind, members: [ana.email, ben.email] });
  });

  test('the asker alone sees the facts; everybody reads a neutral line', async () => {
    const seen = await teams.as(ana.email).says('customer acme', { in: name });
    expect(seen).toMatchObject({ private: true });
    expect(seen.text).toContain('Asked about seats');
    const post = teams.posts().findLast(({ channel }) => channel === name);
    expect(post?.text).toContain('Ana Ruiz asked about a customer. Only Ana Ruiz sees the answer.');
    expect(JSON.stringify(post?.raw)).not.toContain('Acme Industries');
    expect(post?.raw).toMatchObject({ refresh: { userIds: [mriOf(ana.email)] } });
  });

  test('a later press in that card is answered to the asker alone', async () => {
    await teams.as(ana.email).says('customer acme', { in: name });
    const before = teams.microsoft.sent.length;
    expect((await teams.as(ana.email).presses('Timeline')).text).toContain('timeline');
    expect(teams.microsoft.sent).toHaveLength(before);
  });

  test('a form is answered inside its dialog', async () => {
    await teams.as(ana.email).says('timeline acme', { in: name });
    const before = teams.microsoft.sent.length;
    const open = await teams.as(ana.email).presses('Filter');
    const seen = await teams
      .as(ana.email)
      .fills({ [open.form?.fields.find(({ id }) => id === 'text')?.id ?? '']: 'seats' });
    expect(seen.text).toContain('Asked about seats');
    expect(JSON.stringify(seen.raw)).not.toContain('Action.Execute');
    expect(teams.microsoft.sent).toHaveLength(before);
    expect((await teams.as(ana.email).presses('Filter')).form).toBeDefined();
  });

  test('somebody else who fetches that card is told to ask for themselves', async () => {
    await teams.as(ana.email).says('customer acme', { in: name });
    const posted = await teams.microsoft.until(({ card }) => refreshOf(card) !== null);
    const { action } = (posted.card as { refresh: { action: object } }).refresh;
    const spot = teams.channel(name);
    const { body } = await send(
      teams.url,
      activityFrom(ben, spot, teams.microsoft, {
        type: 'invoke',
        name: 'adaptiveCard/action',
        replyToId: posted.id,
        value: { action },
      }),
      teams.microsoft,
    );
    expect(cardText((body as { value: unknown }).value)).toContain('Ask me yourself');
  });

  test('a button of it, pressed by others, answers them as themselves', async () => {
    const seen = await teams.as(ana.email).says('customer acme', { in: name });
    const { verb, data } = button(seen.raw, 'Timeline');
    const press = (person: typeof ana) =>
      send(
        teams.url,
        activityFrom(person, teams.channel(name), teams.microsoft, {
          type: 'invoke',
          name: 'adaptiveCard/action',
          value: { action: { verb, data } },
        }),
        teams.microsoft,
      );
    expect(JSON.stringify((await press(ben)).body)).toContain('Asked about seats');
    expect(JSON.stringify((await press(mallory)).body)).not.toMatch(/Acme|seats/);
  });

  test('what is not said to the bot is left alone', async () => {
    const before = teams.microsoft.sent.length;
    const { status } = await send(
      teams.url,
      activityFrom(ana, teams.channel(name), teams.microsoft, {
        type: 'message',
        text: 'customer acme',
      }),
      teams.microsoft,
    );
    expect(status).toBe(200);
    expect(teams.microsoft.sent).toHaveLength(before);
  });
});

describe('who may ask', () => {
  test('a guest and a stranger are refused, even with a colleague’s department on file', async () => {
    for (const person of [gil, mallory]) {
      const seen = await teams.as(person.email).says('customer acme');
      expect(seen.text).not.toContain('Acme Industries');
    }
    const standing = (email: string) =>
      teams.platform.identify({
        platform: 'teams',
        tenant: 'a1b2c3d4-e5f6-4890-abcd-ef1234567890',
        user: objectIdOf(email),
      });
    expect(await standing(gil.email)).toMatchObject({ standing: 'guest' });
    expect(await standing(mallory.email)).toMatchObject({ standing: 'outsider' });
    expect(await standing(ana.email)).toMatchObject({
      standing: 'member',
      email: ana.email,
      name: ana.name,
      zone: 'Europe/Berlin',
      locale: 'en-GB',
    });
  });

  test.each([
    [
      'a member of another organisation',
      { kind: 'groupChat', members: [ana.email, mallory.email] },
    ],
    [
      'a channel that Teams says is shared',
      { kind: 'channel', type: 'shared', members: [ana.email] },
    ],
    [
      'a channel of unknown kind, somebody from elsewhere in it',
      { kind: 'channel', type: '', members: [ana.email, mallory.email] },
    ],
  ] as const)('with %s, nothing about a customer is said there', async (why, options) => {
    const name: `#${string}` = `#${why.replaceAll(' ', '-')}`;
    teams.channel(name, options);
    const seen = await teams.as(ana.email).says('customer acme', { in: name });
    expect(seen.text).not.toContain('Asked about seats');
    expect(seen.text).toContain('shared');
  });

  test('a channel whose members cannot be known counts as shared', async () => {
    const spot = teams.channel('#unknown', { kind: 'groupChat' });
    teams.microsoft.rosters.delete(spot.id);
    await teams.as(ana.email).says('help');
    expect(
      (await teams.as(ana.email).says('customer acme', { in: '#unknown' })).text,
    ).not.toContain('Asked about seats');
  });

  test('the readers of a place are all of its pages, with who comes from elsewhere', async () => {
    teams.channel('#pages', { kind: 'groupChat' });
    await teams.as(ana.email).says('help', { in: '#pages' });
    const readers = await teams.platform.readers({
      platform: 'teams',
      tenant: 'a1b2c3d4-e5f6-4890-abcd-ef1234567890',
      kind: 'group',
      id: '19:pages@thread.tacv2',
      name: null,
      shared: false,
    });
    expect(readers.accounts).toHaveLength(4);
    expect(readers.outsiders).toBe(true);
  });
});

describe('the message extension', () => {
  test('finds as one types, and inserts a card that tells nobody more than the name', async () => {
    await teams.as(ana.email).says('help');
    const suggestions = await teams.as(ana.email).types('acme');
    expect(suggestions.map(({ label }) => label)).toContainEqual(
      expect.stringContaining('Acme Industries · Berlin'),
    );
    const { body } = await send(
      teams.url,
      activityFrom(ana, { kind: 'personal', id: `a:${ana.email}` }, teams.microsoft, {
        type: 'invoke',
        name: 'composeExtension/query',
        value: { commandId: 'customer', parameters: [{ name: 'query', value: 'acme' }] },
      }),
      teams.microsoft,
    );
    const [result] = (body as { composeExtension: { attachments: { content: unknown }[] } })
      .composeExtension.attachments;
    expect(cardText(result?.content)).toBe(
      'Acme Industries\nOnly you see the answer, as far as you may see it.\n[Show me]',
    );
    const picked = suggestions.find(({ label }) => label.startsWith('Acme Industries')) ?? {
      value: '',
      label: '',
    };
    expect((await teams.as(ana.email).picks(picked)).text).toContain('Asked about seats');
  });

  test('a guest gets a message and no customer', async () => {
    const { body } = await send(
      teams.url,
      activityFrom(gil, { kind: 'personal', id: `a:${gil.email}` }, teams.microsoft, {
        type: 'invoke',
        name: 'composeExtension/query',
        value: { commandId: 'customer', parameters: [{ name: 'query', value: 'acme' }] },
      }),
      teams.microsoft,
    );
    expect(body).toMatchObject({
      composeExtension: { type: 'message', text: expect.stringMatching(/\w/) },
    });
    expect(JSON.stringify(body)).not.toContain('Acme');
  });
});
