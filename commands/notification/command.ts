import {
  messagesAdministrator,
  messagesList,
  messagesRecent,
  messagesShow,
  messagesWhy,
} from '../../cards/notification/actions.ts';
import { batchCard } from '../../cards/notification/batch-card.ts';
import { messageReasonCard, messagesCard } from '../../cards/notification/card.ts';
import { sentMessageCard } from '../../cards/question/receivers-card.ts';
import { StoredView } from '../../cards/view/stored-view.ts';
import type { Message } from '../../crm/notification/message.ts';
import { deliveryOf } from '../../crm/notification/preferences.ts';
import { DAY } from '../../crm/time/durations.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { tellAdministrator } from './administrator.ts';
import { batchOf, ownMessage } from './own-message.ts';
import { answer, preferenceActions } from './preference-actions.ts';
import { parseDelivery } from './preferences.ts';

/** Lists the messages that came by themselves, with their reasons and a way to have fewer. */
export const messages = defineCommand({
  name: 'messages',
  usage: 'messages',
  summary: 'What I told you lately, and why',
  examples: ['messages'],
  phrases: [
    {
      words: [
        'what did|have you tell|told|send|sent me [today|lately|recently|yesterday]',
        'why did|do|are you send|sending|tell|telling|sent me this|that',
        'why did|do i get this|that [message]',
        'why am i getting this|these|that [messages]',
        'my messages',
        'last message',
      ],
      typed: '',
    },
  ],
  aliases: ['told', 'notifications'],
  args: CommandInput,
  run: (_, context) => recent(0, context),
  actions: [
    on(messagesShow, async ({ key }, context) => show(await ownMessage(key, context), context)),
    on(messagesList, async ({ key, skip }, context) => {
      const batch = await batchOf(await ownMessage(key, context), context);
      return answer(batchCard({ messages: batch, skip, reader: context.reader, inThread: false }));
    }),
    on(messagesRecent, ({ skip }, context) => recent(skip, context)),
    on(messagesWhy, async ({ key }, context) => {
      const message = await ownMessage(key, context);
      const preference = await context.store.notificationPreferences.get(context.person.id);
      return answer(
        messageReasonCard({
          message,
          how: parseDelivery(preference, deliveryOf(preference, message.kind), context.reader),
          reader: context.reader,
        }),
      );
    }),
    ...preferenceActions,
    on(messagesAdministrator, tellAdministrator),
  ],
});

async function recent(skip: number, { store, person, now, reader }: Context): Promise<Reply> {
  const messages = await store.messages.recent(
    { kind: 'person', person: person.id },
    new Date(now.getTime() - DAY),
  );
  return answer(messagesCard({ messages, skip, reader }));
}

async function show(message: Message, context: Context): Promise<Reply> {
  const { store, person, reader } = context;
  const [preference, batch] = await Promise.all([
    store.notificationPreferences.get(person.id),
    batchOf(message, context),
  ]);
  return answer(
    sentMessageCard({
      message,
      view: StoredView.parse(message.view),
      delivery: deliveryOf(preference, message.kind),
      reader,
      list: batch.length > 1,
    }),
  );
}
