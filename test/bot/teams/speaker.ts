import type { Values } from '../../../cards/view/view.ts';
import type { Speaker, Suggestion, VisibleReply } from '../../chat/chat.ts';
import { expectFewButtons } from '../../chat/few-buttons.ts';
import { button, type CardField, cardText, fields, refreshOf } from './card-reader.ts';
import {
  activityFrom,
  BOT,
  type Colleague,
  mriOf,
  objectIdOf,
  personalConversation,
  type Reached,
  send,
  type TeamsConversation,
} from './client.ts';
import type { Microsoft } from './microsoft.ts';

type Json = Record<string, unknown>;
/** A person's screen: a card in a chat, and perhaps a dialog over it. */
interface Looking {
  spot: TeamsConversation;
  card: unknown;
  message: string | null;
  dialog: { title: string; card: unknown } | null;
  /** The command of the message extension whose dialog is open. */
  extension?: string;
}

export function speaker({
  person,
  fake,
  url,
  channel,
  people,
}: {
  person: Colleague;
  people: readonly Colleague[];
  fake: Microsoft;
  url: string;
  channel: (name: string) => TeamsConversation;
}): Speaker {
  const own = personalConversation(person.email);
  const found = new Map<string, unknown>();
  let looking: Looking = { spot: own, card: null, message: null, dialog: null };

  const post = async (
    spot: TeamsConversation,
    rest: object,
  ): Promise<Reached & { id: string | undefined }> => {
    const activity: object & { id?: string } = activityFrom(person, spot, fake, rest);
    const reached = await send(url, activity, fake);
    if (reached.status !== 200)
      throw new Error(`The bot answered ${reached.status}: ${JSON.stringify(reached.body)}`);
    return { ...reached, id: activity.id };
  };
  const invoke = async (name: string, value: object): Promise<Json> => {
    const replyToId = looking.message;
    const { body } = await post(looking.spot, {
      type: 'invoke',
      name,
      value,
      ...(replyToId && { replyToId }),
    });
    return typeof body === 'object' && body !== null ? { ...body } : {};
  };

  /** A dialog's press goes back to the place that opened the dialog. */
  const submitted = (data: unknown): Promise<Json> =>
    looking.extension
      ? invoke('composeExtension/submitAction', {
          commandId: looking.extension,
          commandContext: 'message',
          data,
        })
      : invoke('task/submit', { data, context: { theme: 'default' } });

  const seen = (hidden = true): VisibleReply => {
    const { card, dialog } = looking;
    expectFewButtons({ teams: Object(dialog ? dialog.card : card)['body'] });
    if (!dialog) return { text: cardText(card), private: hidden, raw: card };
    const asked = fields(dialog.card).map(({ id, label }) => ({
      id: id.replace(FIELD, ''),
      label,
    }));
    const text = `${dialog.title}\n${cardText(dialog.card)}`;
    return {
      text,
      private: true,
      raw: dialog.card,
      ...(asked.length > 0 && { form: { title: dialog.title, fields: asked } }),
    };
  };

  async function execute(action: Json, trigger: 'manual' | 'automatic'): Promise<VisibleReply> {
    const body = await invoke('adaptiveCard/action', {
      action: { type: 'Action.Execute', ...action },
      trigger,
    });
    if (body['statusCode'] !== 200) throw new Error(`The press failed: ${JSON.stringify(body)}`);
    looking = { ...looking, card: body['value'], dialog: null };
    return seen();
  }

  function afterDialog(body: Json): VisibleReply {
    const task = body['task'];
    if (!isObject(task)) {
      const updated = fake.sent.find(
        ({ id, conversation }) => id === looking.message && conversation === looking.spot.id,
      );
      looking = { ...looking, card: updated?.card ?? looking.card, dialog: null };
      return seen();
    }
    if (task['type'] === 'message')
      return { text: String(task['value']), private: true, raw: body };
    const value = isObject(task['value']) ? task['value'] : {};
    const card = isObject(value['card']) ? value['card']['content'] : null;
    looking = { ...looking, dialog: { title: String(value['title']), card } };
    return seen();
  }

  /** A customer's name is typed, and the one that Teams shows for it is chosen; where it shows several, the words stay. */
  async function searchedFor(card: unknown, values: Values): Promise<Values> {
    const customers = fields(card).filter(({ dataset }) => dataset === 'customers');
    const entries = Object.entries(values).map(async ([name, value]) => {
      const field = customers.find(
        ({ id, label }) => id.replace(FIELD, '') === name || label === name,
      );
      if (!field || typeof value !== 'string' || value === '') return [name, value] as const;
      const shown = field.choices.find(({ title }) => title === value);
      const [one, ...others] = shown ? [shown] : await offered(value);
      return [name, one && others.length === 0 ? one.value : value] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  async function offered(queryText: string): Promise<CardField['choices']> {
    const { value } = await invoke('application/search', {
      kind: 'search',
      queryText,
      queryOptions: { skip: 0, top: 15 },
      dataset: 'customers',
    });
    const results = isObject(value) && Array.isArray(value['results']) ? value['results'] : [];
    return results.map(({ title, value }) => ({ title: String(title), value: String(value) }));
  }

  async function says(
    words: string,
    where: Parameters<Speaker['says']>[1] = { in: 'direct' },
  ): Promise<VisibleReply> {
    const spot = where.in === 'direct' || where.in === 'slash' ? own : channel(where.in);
    const mention = { type: 'mention', text: `<at>${BOT.name}</at>`, mentioned: BOT };
    const { text, entities } = spoken(words);
    const { id } = await post(spot, {
      type: 'message',
      ...(spot === own
        ? { text, entities }
        : { text: `${mention.text} ${text}`, entities: [mention, ...entities] }),
    });
    const last = await fake.until(
      ({ type, conversation, replyToId }) =>
        type === 'message' && conversation.startsWith(spot.id) && replyToId === id,
    );
    looking = { spot, card: last.card, message: last.id, dialog: null };
    const refresh = refreshOf(last.card);
    // Teams fetches the card anew for those it names.
    return refresh?.userIds.includes(mriOf(person.email))
      ? execute({ ...refresh.action }, 'automatic')
      : seen(spot === own);
  }

  return {
    says,
    async looksAt(name, words) {
      const spot = channel(name);
      const post = fake.sent.findLast(
        ({ type, conversation, card }) =>
          type === 'message' && conversation.startsWith(spot.id) && cardText(card).includes(words),
      );
      if (!post) throw new Error(`Nothing in ${name} says "${words}"`);
      looking = { spot, card: post.card, message: post.id, dialog: null };
      return seen(false);
    },
    async chooses(shortcut, { channel: name, author, words, files = [] }) {
      looking = {
        spot: channel(name),
        card: null,
        message: null,
        dialog: null,
        extension: shortcut,
      };
      const messagePayload = {
        id: '1767',
        createdDateTime: '2026-11-24T09:00:00Z',
        linkToMessage: 'https://teams.example/l/message/1767',
        from: { user: { id: author, displayName: author, userIdentityType: 'aadUser' } },
        body: {
          contentType: 'html',
          content: `<p>${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`,
        },
        attachments: files.map((file, i) => ({
          id: String(i),
          contentType: 'reference',
          name: file.name,
          contentUrl: `https://files.example/${encodeURIComponent(file.name)}`,
        })),
      };
      return afterDialog(
        await invoke('composeExtension/fetchTask', {
          commandId: shortcut,
          commandContext: 'message',
          messagePayload,
        }),
      );
    },
    opensHome: () => says('home'),
    async isTold(words) {
      const told = await fake.until(
        ({ type, conversation, card }) =>
          type === 'message' && conversation === own.id && cardText(card).includes(words),
      );
      looking = { spot: own, card: told.card, message: told.id, dialog: null };
      return seen();
    },
    async presses(label) {
      const { type, title, verb, data } = button(looking.dialog?.card ?? looking.card, label);
      if (type === 'Action.ShowCard') return seen();
      if (type === 'Action.Execute') return execute({ title, verb, data }, 'manual');
      if (type !== 'Action.Submit') throw new Error(`"${label}" is a ${type}`);
      return afterDialog(
        await (looking.dialog
          ? submitted(data)
          : invoke('task/fetch', { data, context: { theme: 'default' } })),
      );
    },
    async fills(values) {
      const { dialog } = looking;
      if (!dialog) throw new Error('No dialog is open');
      const { data } = button(dialog.card, '');
      return afterDialog(
        await submitted({
          ...(isObject(data) && data),
          ...filledIn(dialog.card, await searchedFor(dialog.card, values), people),
        }),
      );
    },
    async types(query) {
      const body = await invoke('composeExtension/query', {
        commandId: 'customer',
        parameters: [{ name: 'query', value: query }],
        queryOptions: { skip: 0, count: 25 },
      });
      const extension = isObject(body['composeExtension']) ? body['composeExtension'] : {};
      const results = Array.isArray(extension['attachments'])
        ? extension['attachments'].filter(isObject)
        : [];
      return results.map((result, i): Suggestion => {
        const preview =
          isObject(result['preview']) && isObject(result['preview']['content'])
            ? result['preview']['content']
            : {};
        found.set(String(i), result['content']);
        return {
          value: String(i),
          label: [preview['title'], preview['text']].filter(Boolean).join(' · '),
        };
      });
    },
    async picks({ value }) {
      const card = found.get(value);
      if (!card) throw new Error(`Nothing like ${value} was suggested`);
      looking = { ...looking, card, message: null, dialog: null };
      const { verb, data, title } = button(card, 'Show me');
      return execute({ verb, data, title }, 'manual');
    },
  };
}

const PICKED: Readonly<Record<string, RegExp>> = {
  'Input.Date': /^(?:\d{4}-\d\d-\d\d)?$/,
  'Input.Time': /^(?:\d\d:\d\d)?$/,
};
const firstName = (name: string): string => name.toLowerCase().split(' ', 1)[0] ?? '';

/** A picker gives no other text; that of people offers those of the card and the directory's. */
function pick(field: CardField, typed: string, people: readonly Colleague[]): string {
  if (PICKED[field.type]?.test(typed) === false) throw new Error(`No picker gives "${typed}"`);
  return field.id.startsWith('person-') && typed !== '' ? offers(field, typed, people) : typed;
}

function offers(field: CardField, typed: string, people: readonly Colleague[]): string {
  const isMeant = (name: string, email: string): boolean =>
    email === typed || firstName(name) === firstName(typed);
  const choice = field.choices.find(({ title, value }) => isMeant(title, value));
  const person = people.find(({ name, email }) => isMeant(name, email));
  if (!choice && !person) throw new Error(`Teams offers nobody for "${typed}"`);
  return choice?.value ?? objectIdOf(person?.email ?? '');
}

const FIELD = /^(?:fields?|person|people)-/;

/** Teams sends a value for every field: the filled one, else the one that stood there. */
function filledIn(
  card: unknown,
  values: Values,
  people: readonly Colleague[],
): Record<string, string> {
  const known = fields(card);
  const pairs = Object.entries(values).map(([name, value]) => {
    const field = known.find(({ id, label }) => id.replace(FIELD, '') === name || label === name);
    if (!field)
      throw new Error(`No field "${name}" among ${known.map(({ label }) => label).join(', ')}`);
    if (field.id.startsWith('people-')) {
      const several = typeof value === 'string' ? [value] : value;
      return [field.id, several.map((one) => offers(field, one, people)).join(',')] as const;
    }
    const one = typeof value === 'string' ? value : value.map(encodeURIComponent).join(',');
    return [field.id, pick(field, one, people)] as const;
  });
  return {
    ...Object.fromEntries(known.map(({ id, value }) => [id, value])),
    ...Object.fromEntries(pairs),
  };
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `<@ana@rapport.example>` is a mention, picked from the list of Teams. */
function spoken(words: string) {
  const entities: object[] = [];
  const text = words.replaceAll(/<@(\S+?)>/g, (_, email: string) => {
    const said = `<at>${email}</at>`;
    entities.push({ type: 'mention', text: said, mentioned: { id: mriOf(email), name: email } });
    return said;
  });
  return { text, entities };
}
