import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Ask } from '../../bot/platform.ts';
import { isWriting, recordReaction, run, unlinkedAnswer } from '../../bot/run.ts';
import { ActionName } from '../../cards/view/action.ts';
import type { Form } from '../../cards/view/view.ts';
import {
  type Command,
  CommandInput,
  type Context,
  defineCommand,
  on,
  onSubmit,
  onUnlinked,
} from '../../commands/command.ts';
import { PersonId } from '../../crm/person/person.ts';
import { Problem } from '../../crm/problem.ts';
import type { ChannelSettings } from '../../crm/store/channels.ts';
import { LONGEST } from '../../crm/text/limits.ts';

const actionOf = <Data extends z.ZodType>(name: string, step: string, data: Data) => ({
  name: ActionName.parse(`${name}.${step}`),
  data,
});
const said = (title: string) => ({ kind: 'answer' as const, view: { title, blocks: [] } });
const command = (name: string, over: Partial<Command> = {}): Command => ({
  ...defineCommand({
    name,
    usage: `${name} <customer>`,
    summary: name,
    examples: [name],
    args: CommandInput,
    run: async ({ words }) => said(`${name} ${words}`),
  }),
  actions: [
    onSubmit(actionOf(name, 'step', z.looseObject({})), z.looseObject({}), async (sent) =>
      said(`${name} ${JSON.stringify([sent.data, sent.values])}`),
    ),
    on(actionOf(name, 'strict', z.object({ id: z.string() })), async ({ id }) => said(id)),
    on(actionOf(name, 'broken', z.object({})), async () =>
      Promise.reject(new Error('a fault of ours')),
    ),
  ],
  unlinkedActions: [
    onUnlinked(actionOf(name, 'yes', z.object({})), async (data) =>
      said(`yes ${JSON.stringify(data)}`),
    ),
  ],
  ...over,
});
const COMMANDS = [
  command('customer'),
  command('note', { writes: true }),
  command('help', { anywhere: true }),
  command('channel', { anywhere: true }),
];

function contextOf(mode: ChannelSettings['mode'] | null, shared = false) {
  const audited: unknown[] = [];
  const context = {
    reader: { locale: 'en-GB', zone: 'Europe/Berlin', now: new Date(0) },
    place: { kind: 'channel', name: 'sales', shared },
    channel: mode && { mode },
    audit: async (event: unknown) => void audited.push(event),
  } as Partial<Record<keyof Context, unknown>> as Context;
  return { audited, context };
}
const press = (action: string, data: unknown = {}): Ask => ({
  kind: 'press',
  action,
  data,
  values: {},
});
const words = (typed: string): Ask => ({ kind: 'words', words: typed });

async function outcome(ask: Ask, mode: ChannelSettings['mode'] | null = null, shared = false) {
  const { audited, context } = contextOf(mode, shared);
  const reply = await run(ask, context, COMMANDS).catch((cause: unknown) => {
    if (cause instanceof Problem) return { code: cause.code, say: cause.say };
    throw cause;
  });
  return {
    audited,
    got: 'code' in reply ? reply.code : reply.kind === 'answer' && reply.view.title,
  };
}

describe('what binds a place', () => {
  test.each([
    ['open', 'customer', null],
    ['open', 'note', null],
    ['read-only', 'customer', null],
    ['read-only', 'note', 'channel-read-only'],
    ['read-only', 'channel', null],
    ['silent', 'customer', 'channel-silent'],
    ['silent', 'note', 'channel-silent'],
    ['silent', 'channel', null],
    [null, 'note', null],
  ] as const)('%s: %s is refused as %j, typed or pressed', async (mode, name, code) => {
    for (const ask of [words(`${name} acme`), press(`${name}.step`)]) {
      const { audited, got } = await outcome(ask, mode);
      if (code === null) expect(got).toMatch(name);
      else expect(got).toBe(code);
      expect(audited).toEqual(
        code ? [{ action: 'refused', customer: null, detail: { why: mode, command: name } }] : [],
      );
    }
  });

  test('where another organisation reads, only what shows no customer is answered', async () => {
    expect(await outcome(words('help'), null, true)).toEqual({ audited: [], got: 'help ' });
    expect(await outcome(words('note acme'), null, true)).toEqual({
      audited: [
        { action: 'refused', customer: null, detail: { why: 'shared-channel', command: 'note' } },
      ],
      got: 'shared-channel',
    });
  });
});

describe('what is pressed', () => {
  test('is done with what the button carries', async () =>
    expect((await outcome(press('note.step', { id: '1' }))).got).toBe('note [{"id":"1"},{}]'));
  test.each(['nothing.step', 'note.none', 'note', 'note.toString'])('%s is old', async (action) =>
    expect((await outcome(press(action))).got).toBe('stale'),
  );
  test('with data of somebody’s own making is old; a fault of ours is a fault', async () => {
    expect((await outcome(press('note.strict', { id: 1 }))).got).toBe('stale');
    await expect(outcome(press('note.broken'))).rejects.toThrow('a fault of ours');
  });
});

describe('who is nobody yet', () => {
  const answers = (ask: Ask, refusal: Parameters<typeof unlinkedAnswer>[1] = 'unmapped') =>
    unlinkedAnswer(ask, refusal, COMMANDS) !== null;
  test('may press what is for them, and nothing else', () => {
    expect(answers(press('note.yes'))).toBe(true);
    expect(answers(press('note.step'))).toBe(false);
    expect(answers(press('nothing.yes'))).toBe(false);
    expect(answers(press('note.toString'))).toBe(false);
    expect(answers(press('note'))).toBe(false);
    expect(answers(words('note'))).toBe(false);
    for (const refusal of ['guest', 'outsider', 'inactive', 'no-email'] as const)
      expect(answers(press('note.yes'), refusal)).toBe(false);
  });
});

const NOW = new Date('2026-11-24T10:00:00Z');
const ANA = PersonId.parse('ana');
const form = (over: Partial<Form> = {}): Form => ({
  title: 'A form',
  fields: [],
  submit: { label: 'Save', action: ActionName.parse('asks.submit'), data: { id: '1' } },
  ...over,
});

/** Messages that were told, by name, and what is written down about them. */
function messagesOf(told: Record<string, { to: string | null; actedAt?: Date }>) {
  const acted: unknown[] = [];
  const messages = {
    get: async (key: string) => {
      const one = told[key];
      return one
        ? {
            to: one.to === null ? { kind: 'place' } : { kind: 'person', person: one.to },
            actedAt: one.actedAt ?? null,
          }
        : null;
    },
    markActed: async (...mark: unknown[]) => void acted.push(mark),
  } as unknown as Parameters<typeof recordReaction>[0]['messages'];
  return { acted, messages };
}

describe('what is pressed on a message', () => {
  const TOLD = {
    hers: { to: 'ana' },
    again: { to: 'ana', actedAt: NOW },
    bens: { to: 'ben' },
    channels: { to: null },
  };
  test.each([
    ['hers', true, [['hers', NOW]]],
    ['again', true, []],
    ['bens', false, []],
    ['channels', false, []],
    ['nobodys', false, []],
  ] as const)('%s: theirs is %j, and is written down once', async (via, isTheirs, marks) => {
    const { acted, messages } = messagesOf(TOLD);
    expect(await recordReaction({ messages }, { via, person: ANA, now: NOW })).toBe(isTheirs);
    expect(acted).toEqual(marks);
  });

  const asks = (name: string, opened: Form) =>
    command(name, {
      actions: [
        on(actionOf(name, 'open', z.strictObject({ id: z.string() })), async (_, { via = null }) =>
          via === null ? said('no message') : { kind: 'form', form: opened },
        ),
        on(actionOf(name, 'look', z.strictObject({ id: z.string() })), async ({ id }) => said(id)),
      ],
    });
  async function pressed(action: string, via: unknown, opened = form()) {
    const { acted, messages } = messagesOf(TOLD);
    const { context } = contextOf(null);
    const reply = await run(
      press(action, { id: '1', via }),
      { ...context, store: { messages }, person: { id: ANA }, now: NOW } as unknown as Context,
      [asks('asks', opened), asks('messages', opened)],
    );
    return { acted, reply };
  }

  test('a form that it opens is sent back from there', async () => {
    const { acted, reply } = await pressed('asks.open', 'hers');
    expect(reply).toEqual({
      kind: 'form',
      form: form({
        submit: {
          label: 'Save',
          action: ActionName.parse('asks.submit'),
          data: { id: '1', via: 'hers' },
        },
      }),
    });
    expect(acted).toEqual([['hers', NOW]]);
  });
  test('an answer is an answer, and the handler never sees the name of the message', async () =>
    expect((await pressed('asks.look', 'hers')).reply).toEqual(said('1')));
  test('somebody else’s message is not believed', async () =>
    expect((await pressed('asks.open', 'bens')).reply).toEqual(said('no message')));
  test('the list of messages itself is no reaction to one', async () => {
    const { acted, reply } = await pressed('messages.look', 'hers');
    expect(reply).toEqual(said('1'));
    expect(acted).toEqual([]);
  });
  test.each([
    [1900 - 30, true],
    [1900, false],
  ])('with %i characters beside it the name fits: %j', async (length, fits) => {
    const data = { id: 'x'.repeat(length - 1) };
    const opened = form({
      submit: { label: 'Save', action: ActionName.parse('asks.submit'), data },
    });
    const { reply } = await pressed('asks.open', 'hers', opened);
    expect(reply).toMatchObject({
      form: { submit: { data: fits ? { ...data, via: 'hers' } : data } },
    });
    if (!fits) expect(JSON.stringify(reply)).not.toContain('hers');
  });
  test.each([['x'.repeat(151)], [7]])(
    'a name that no message has makes the button old',
    async (via) =>
      await expect(pressed('asks.look', via)).rejects.toMatchObject({
        code: 'stale',
        reopens: false,
      }),
  );
});

describe('whether something is changed', () => {
  const ALL = [
    ...COMMANDS,
    command('list', { writes: false, writesTyped: ({ words: typed }) => typed === 'add' }),
  ];
  test.each([
    [words('note acme'), true],
    [words('customer acme'), false],
    [press('note.step'), true],
    [press('customer.step'), true],
    [press('customer.strict'), false],
    [press('note.strict'), true],
    [press('nothing.step'), false],
  ] as const)('%j: %j', (ask, writes) => {
    const reads = command('customer', {
      actions: [
        { ...COMMANDS[0]!.actions[0]!, writes: true },
        { ...COMMANDS[0]!.actions[1]!, writes: false },
      ],
    });
    expect(isWriting(ask, [reads, ...ALL.slice(1)])).toBe(writes);
  });
  test('words may say so: only these are refused where a channel is for reading', async () => {
    const { context } = contextOf('read-only');
    expect(await run(words('list'), context, ALL)).toEqual(said('list '));
    await expect(run(words('list add'), context, ALL)).rejects.toMatchObject({
      code: 'channel-read-only',
    });
  });
});

describe('what is typed', () => {
  const { context } = contextOf(null);
  const long = (over: Partial<Command> = {}) =>
    run(words(`note ${'x'.repeat(LONGEST.typed)}`), context, [command('note', over)]);
  test('too long to be read, it comes back; a command that keeps it gets all of it', async () => {
    expect(await long()).toMatchObject({ view: { title: expect.not.stringContaining('note') } });
    expect(await long({ keepsText: true })).toMatchObject({
      view: { title: `note ${'x'.repeat(LONGEST.typed)}` },
    });
    const fits = 'x'.repeat(LONGEST.typed - 'note '.length);
    expect(await run(words(`note ${fits}`), context, COMMANDS)).toEqual(said(`note ${fits}`));
  });

  const answering = (opened: Form) =>
    command('asks', { run: async () => ({ kind: 'form', form: opened }) });
  const textOf = (length: number) =>
    form({
      fields: [
        {
          kind: 'text',
          id: 'a',
          label: 'A',
          max: 10,
          optional: true,
          value: 'x'.repeat(length),
        },
      ],
    });
  test('a form that cannot hold a text gives the text back', async () => {
    expect(await run(words('asks'), context, [answering(textOf(10))])).toMatchObject({
      kind: 'form',
    });
    expect(await run(words('asks'), context, [answering(textOf(11))])).toMatchObject({
      kind: 'answer',
      view: { title: 'A form' },
    });
  });

  const left: Ask = { kind: 'words', words: 'asks', unread: 3 };
  test('people who were mentioned and not looked up are said first, in an answer and in a form', async () => {
    const three = expect.stringContaining('Name the other 3');
    const answered = await run({ ...left, words: 'customer acme' }, context, COMMANDS);
    expect(answered).toMatchObject({ view: { title: 'customer acme' } });
    expect(JSON.stringify(answered)).toContain('Name the other 3');
    expect(await run(left, context, [answering(form({ intro: ['Before'] }))])).toMatchObject({
      form: { intro: [three, 'Before'] },
    });
    expect(await run(left, context, [answering(form())])).toMatchObject({
      form: { intro: [three] },
    });
    expect(await run({ ...left, unread: 0 }, context, [answering(form())])).toEqual({
      kind: 'form',
      form: form(),
    });
  });
});

test('a place without a name is called this channel where another organisation reads it', async () => {
  const { context } = contextOf(null, true);
  const named = (name: string | null) =>
    run(words('note acme'), { ...context, place: { ...context.place, name } }, COMMANDS).catch(
      (cause: unknown) => (cause instanceof Problem ? cause.say : ''),
    );
  expect(await named('sales')).toContain('sales');
  expect(await named(null)).toContain('this channel');
});

test('nobody’s button gets its data without the name of a message', async () => {
  const answer = unlinkedAnswer(press('note.yes', { via: 'hers' }), 'unmapped', COMMANDS);
  expect(await answer?.({} as never)).toEqual(said('yes {}'));
});
