import { pino } from 'pino';
import type { App, Ask, Request } from '../../../bot/platform.ts';
import { ActionName } from '../../../cards/view/action.ts';
import { text, type View } from '../../../cards/view/view.ts';
import type { Reply } from '../../../commands/command.ts';
import type { Store } from '../../../crm/store/store.ts';
import { event, nextId, type SlackChatOptions, slackChat } from '../../chat/slack.ts';
import { now as machineNow } from '../../clock.ts';
import { freshStore } from '../../store.ts';
import { BOT_USER, type FakePerson } from './fake/people.ts';

export const ana: FakePerson = { email: 'ana@rapport.example', name: 'Ana Ruiz' };
export const ben: FakePerson = { email: 'ben@rapport.example', name: 'Ben Osei' };

/** An app of a few words: it repeats, opens a form, waits, and remembers what it was asked. */
export interface SmallApp extends App {
  requests: Request[];
  /** Releases `wait`. */
  opens(): void;
}

export function smallApp(): SmallApp {
  const requests: Request[] = [];
  const gate = Promise.withResolvers<void>();
  return {
    requests,
    opens: gate.resolve,
    async handle(request) {
      requests.push(request);
      const { ask, place } = request;
      if (place.shared) return answer('Not here', ['This channel is shared.']);
      if (ask.kind === 'words' && ask.words.startsWith('wait')) await gate.promise;
      return reply(ask);
    },
    readsOnly: () => true,
    suggest: async (_request, query) => [{ value: `c-${query}`, label: `Customer ${query}` }],
    keep: async () => 'draft',
  };
}

const answer = (title: string, lines: string[], more: View['blocks'] = []): Reply => ({
  kind: 'answer',
  view: { title, blocks: [...lines.map((line) => text(line)), ...more] },
});

const BUTTONS: View['blocks'] = [
  {
    kind: 'buttons',
    buttons: [
      { kind: 'press', label: 'Older', action: ActionName.parse('small.page'), data: { page: 2 } },
      { kind: 'press', label: 'Filter', action: ActionName.parse('small.filter'), data: {} },
      { kind: 'press', label: 'Slowly', action: ActionName.parse('small.slow'), data: {} },
    ],
  },
  {
    kind: 'search',
    label: 'Find',
    placeholder: 'Name',
    action: ActionName.parse('small.show'),
    data: {},
  },
];

function reply(ask: Ask): Reply {
  if (ask.kind === 'words')
    return ask.words.startsWith('form')
      ? form('small.save')
      : answer(`You said ${ask.words}`, [], BUTTONS);
  switch (ask.action) {
    case 'small.filter':
      return form('small.save');
    case 'small.save':
      return ask.values['words'] === 'again'
        ? form('small.save')
        : answer('Filtered', [JSON.stringify(ask.values)], BUTTONS);
    default:
      return answer(`Pressed ${ask.action}`, [JSON.stringify(ask.data)], BUTTONS);
  }
}

const form = (action: string): Reply => ({
  kind: 'form',
  form: {
    title: 'Filter',
    submit: { label: 'Show', action: ActionName.parse(action), data: { customer: 'c1' } },
    fields: [
      { kind: 'text', id: 'words', label: 'Words', max: 100, optional: true },
      { kind: 'customer', id: 'customer', label: 'Customer', optional: true },
    ],
  },
});

/** The small app in Slack, on an empty store of its own. */
export async function smallChat({
  store: given,
  now = machineNow,
  ...options
}: Partial<SlackChatOptions> & { store?: Store; now?: () => Date } = {}) {
  const app = smallApp();
  const fresh = given ? null : await freshStore('server', now);
  const store = given ?? the(fresh).store;
  const log = logged();
  const chat = await slackChat({
    now,
    people: [ana, ben],
    bot: ({ http, connect }) => connect({ app, http, store, log: log.log, now }),
    ...options,
  });
  const close = async () => {
    await chat.close();
    await fresh?.close();
  };
  return { app, store, chat, errors: log.errors, close };
}

/** Somebody speaks to the bot where others read. */
export const mention = (text: string): object =>
  event({
    type: 'app_mention',
    user: 'U001',
    text: `<@${BOT_USER}> ${text}`,
    ts: nextId('3.'),
    channel: 'CGENERAL',
  });

/** A log whose errors a test can look at. */
export function logged() {
  const errors: unknown[] = [];
  const log = pino(
    { level: 'error' },
    { write: (line: string) => void errors.push(JSON.parse(line)) },
  );
  return { log, errors };
}

/** Asserts that a value is there. */
export function the<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('It is not there');
  return value;
}
