import type { Message } from '../../crm/notification/message.ts';
import { meChange } from '../settings/actions.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import { count, exact, type Reader, when } from '../view/format.ts';
import { restBlock } from '../view/rest.ts';
import { type Button, type Press, text, type View } from '../view/view.ts';
import { messagesRecent, messagesReduce, messagesShow } from './actions.ts';

/** Why a message came, how others of its kind do, and where that is set. */
export function messageReasonCard({
  message,
  how,
  reader,
}: {
  message: Pick<Message, 'key' | 'line' | 'why' | 'kind' | 'to' | 'sentAt'>;
  how: string;
  reader: Reader;
}): View {
  const strings = stringsFor(reader).notifications;
  const { why, kind: kinds, told } = strings;
  const isOwn = message.to.kind === 'person';
  const change: Button = {
    kind: 'press',
    label: told.change,
    ...press(meChange, {}),
    opens: 'form',
  };
  return {
    title: why.title,
    blocks: [
      text(message.line),
      text(message.why),
      text(isOwn ? why.usual(kinds[message.kind], how) : why.place),
      ...(isOwn ? [text(why.quiet, 'quiet')] : []),
      ...(message.sentAt ? [text(why.sent(exact(message.sentAt, reader)), 'quiet')] : []),
      {
        kind: 'buttons',
        buttons: [...backButton(message.key, reader), ...(isOwn ? [change] : [])],
      },
    ],
  };
}

/** That something was set, how to take it back, and the way back to the message. */
export function setCard({
  title,
  say,
  undo,
  message,
  reader,
}: {
  title: string;
  say: string;
  undo: (Press & { label?: string }) | null;
  message: string | null;
  reader: Reader;
}): View {
  const { told } = stringsFor(reader).notifications;
  const undoing: Button[] = undo
    ? [{ kind: 'press', label: undo.label ?? told.undo, action: undo.action, data: undo.data }]
    : [];
  const buttons = [...undoing, ...(message === null ? [] : backButton(message, reader))];
  return {
    title,
    blocks: [
      ...(say ? [text(say)] : []),
      ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
    ],
  };
}

const backButton = (key: string, reader: Reader): Button[] => [
  {
    kind: 'press',
    label: stringsFor(reader).notifications.told.back,
    ...press(messagesShow, { key }),
  },
];

const SHOWN = 20;

/** Lists a person's recent messages, newest first; each opens. */
export function messagesCard({
  messages,
  skip,
  reader,
}: {
  messages: readonly Message[];
  /** How many were shown before. */
  skip: number;
  reader: Reader;
}): View {
  const strings = stringsFor(reader).notifications.messages;
  if (messages.length === 0)
    return { title: strings.none.title, blocks: [text(strings.none.text)] };
  const entries = messages.slice(skip, skip + SHOWN).map((message) => ({
    when: when(message.sentAt ?? message.createdAt, reader),
    department: stringsFor(reader).notifications.one[message.kind],
    what: [[message.line, stateOf(message, reader)].filter(Boolean).join(' · ')],
    open: { ...press(messagesShow, { key: message.key }) },
  }));
  return {
    title: strings.title,
    blocks: [
      { kind: 'entries', entries },
      ...restBlock(
        messages.length - skip - SHOWN,
        press(messagesRecent, { skip: skip + SHOWN }),
        reader,
      ),
    ],
  };
}

function stateOf({ state, dueAt }: Message, reader: Reader): string {
  const { state: states } = stringsFor(reader).notifications.messages;
  return state === 'deferred' ? states.deferred(dueAt ? when(dueAt, reader) : '') : states[state];
}

/** A week of what Rapport sent somebody, and what they acted on. */
export function summaryCard({
  kinds,
  reader,
}: {
  kinds: readonly { kind: Message['kind']; sent: number; acted: number }[];
  reader: Reader;
}): View {
  const { summary, kind: names } = stringsFor(reader).notifications;
  const idle = kinds
    .filter(({ sent, acted }) => sent > 1 && acted === 0)
    .map(({ kind }) => names[kind]);
  const total = kinds.reduce((sum, { sent }) => sum + sent, 0);
  return {
    title: summary.title(total, count(total, reader)),
    blocks: [
      {
        kind: 'facts',
        facts: kinds.map(({ kind, sent, acted }) => ({
          label: names[kind],
          value: [summary.line(count(sent, reader), count(acted, reader))],
        })),
      },
      ...(idle.length > 0 ? [text(summary.idle(idle))] : []),
      {
        kind: 'buttons',
        buttons: [
          { kind: 'press', label: summary.reduce, ...press(messagesReduce, {}) },
          {
            kind: 'press',
            label: stringsFor(reader).notifications.told.change,
            ...press(meChange, {}),
            opens: 'form',
          },
        ],
      },
    ],
  };
}
