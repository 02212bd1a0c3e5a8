import { summaryCard } from '../../cards/notification/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { weeklyNoteJob } from '../../crm/notification/jobs.ts';
import type { Message } from '../../crm/notification/message.ts';
import { MESSAGE_KINDS } from '../../crm/notification/message.ts';
import { WEEK } from '../../crm/time/durations.ts';
import { defineJob } from '../job.ts';

/** Tells a person in private how many messages came in a week and how many they acted on; nothing where none came. */
export const weeklyNote = defineJob({
  kind: weeklyNoteJob,
  async run({ person: id, week, monday = week.slice(0, 10) }, { store, readerOf, now }) {
    const person = await store.people.get(id);
    if (!person?.active) return;
    const to = { kind: 'person' as const, person: id };
    const kinds = counted(
      await store.messages.recent(to, new Date(new Date(week).getTime() - WEEK)),
      new Date(week),
    );
    if (kinds.length === 0) return;
    const reader = readerOf(person);
    const view = summaryCard({ kinds, reader });
    const { summary } = stringsFor(reader).notifications;
    await store.commit(
      [
        {
          kind: 'message',
          message: {
            key: `summary:${id}:${monday}`,
            subject: { kind: 'person', id, role: 'summary', version: null },
            to,
            kind: 'summary',
            customerId: null,
            line: view.title,
            why: summary.why,
            view,
            pressing: false,
          },
        },
      ],
      now(),
    );
  },
});

function counted(
  messages: readonly Message[],
  until: Date,
): { kind: Message['kind']; sent: number; acted: number }[] {
  const sent = messages.filter(
    ({ state, kind, sentAt }) =>
      state === 'sent' && kind !== 'summary' && sentAt !== null && sentAt < until,
  );
  return MESSAGE_KINDS.flatMap((kind) => {
    const ofKind = sent.filter((message) => message.kind === kind);
    return ofKind.length > 0
      ? [
          {
            kind,
            sent: ofKind.length,
            acted: ofKind.filter(({ actedAt }) => actedAt !== null).length,
          },
        ]
      : [];
  });
}
