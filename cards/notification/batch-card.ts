import type { Message } from '../../crm/notification/message.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import { count, type Reader, when } from '../view/format.ts';
import { text, type View } from '../view/view.ts';
import { messagesShow } from './actions.ts';

const SHOWN = 20;

/** Several messages as one, a line each; the details are in its thread, or a press away. Oldest first. */
export function batchCard({
  messages,
  reader,
  inThread,
}: {
  messages: readonly Pick<Message, 'key' | 'kind' | 'line' | 'createdAt'>[];
  reader: Reader;
  inThread: boolean;
}): View {
  const { batch, one } = stringsFor(reader).notifications;
  const since = messages.reduce(
    (earliest, { createdAt }) => (createdAt < earliest ? createdAt : earliest),
    reader.now,
  );
  const shown = messages.slice(0, SHOWN);
  return {
    title: batch.title(count(messages.length, reader), when(since, reader).replace(/^today /, '')),
    blocks: [
      {
        kind: 'entries',
        entries: shown.map(({ key, kind, line, createdAt }) => ({
          when: when(createdAt, reader).replace(/^today /, ''),
          department: one[kind],
          what: [line],
          ...(!inThread && { open: { ...press(messagesShow, { key }) } }),
        })),
      },
      ...(messages.length > SHOWN ? [text(batch.more(messages.length - SHOWN), 'quiet')] : []),
      ...(inThread ? [text(batch.detail, 'quiet')] : []),
    ],
  };
}

/** As many details as a thread can bear. */
export const DETAILS = SHOWN;
