import type { Message } from '../../crm/notification/message.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import { count, type Reader, when } from '../view/format.ts';
import { restBlock } from '../view/rest.ts';
import { text, type View } from '../view/view.ts';
import { messagesList, messagesShow } from './actions.ts';

const SHOWN = 20;

/** Several messages as one, a line each; the details are in its thread, or a press away. Oldest first. */
export function batchCard({
  messages,
  skip = 0,
  reader,
  inThread,
}: {
  messages: readonly Pick<Message, 'key' | 'kind' | 'line' | 'createdAt'>[];
  /** How many were shown before. */
  skip?: number;
  reader: Reader;
  inThread: boolean;
}): View {
  const { batch, one } = stringsFor(reader).notifications;
  const since = messages.reduce(
    (earliest, { createdAt }) => (createdAt < earliest ? createdAt : earliest),
    reader.now,
  );
  const shown = messages.slice(skip, skip + SHOWN);
  const [first] = messages;
  return {
    title: batch.title(
      messages.length,
      count(messages.length, reader),
      when(since, reader).replace(/^today /, ''),
    ),
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
      ...(first
        ? restBlock(
            messages.length - skip - SHOWN,
            press(messagesList, { key: first.key, skip: skip + SHOWN }),
            reader,
          )
        : []),
      ...(inThread ? [text(batch.detail, 'quiet')] : []),
    ],
  };
}

/** As many details as a thread can bear. */
export const DETAILS = SHOWN;
