import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Ask } from '../../bot/platform.ts';
import { run, unlinkedAnswer } from '../../bot/run.ts';
import { ActionName } from '../../cards/view/action.ts';
import {
  type Command,
  CommandInput,
  type Context,
  defineCommand,
  on,
  onSubmit,
  onUnlinked,
} from '../../commands/command.ts';
import { Problem } from '../../crm/problem.ts';
import type { ChannelSettings } from '../../crm/store/channels.ts';

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
