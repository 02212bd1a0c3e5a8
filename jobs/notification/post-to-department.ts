import { aroundWords } from '../../cards/handoff/lines.ts';
import { channelMessage, lateWords } from '../../cards/handoff/messages.ts';
import { stringsFor } from '../../cards/strings.ts';
import { mattersTo, receiversOf, rosterFor } from '../../crm/handoff/people.ts';
import {
  channelOf,
  type PutToAll,
  tellDepartmentJob,
} from '../../crm/notification/department-channel.ts';
import type { NewMessage } from '../../crm/notification/message.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import { readQuestion } from '../../crm/question/read.ts';
import { loadHandoff, newsTo, packetTo } from '../handoff/messages.ts';
import { defineJob, type JobContext } from '../job.ts';
import { questionTo, questionToChannel } from '../question/messages.ts';

/**
 * Puts a handoff or a question to all of a department: once in its channel, where it has one that may know of it, else
 * to each in private. A platform that cannot answer just now is asked again, for hours; then it goes to each.
 */
export const tellDepartment = defineJob({
  kind: tellDepartmentJob,
  run: tell,
  failed: (data, _, context) => tell({ ...data, privately: true }, context),
});

async function tell(put: PutToAll, context: JobContext): Promise<void> {
  const { store } = context;
  const { about, privately } = put;
  // Posted already, by a copy of the bot that was killed before it said so.
  const posted = privately ? null : await store.messages.get(channelKey(about));
  if (posted && posted.state !== 'failed') return;
  const messages =
    about.kind === 'handoff'
      ? await ofHandoff(put, about, context)
      : await ofQuestion(put, about, context);
  const [first] = messages;
  if (!first) return;
  // Somebody may take it while this is written, so what was written is looked at once more.
  await store.commit(
    [
      ...messages.map((message) => ({ kind: 'message' as const, message })),
      refreshSentMessages(
        { kind: about.kind === 'mention' ? 'question' : about.kind, id: about.id },
        `told:${first.key}`,
        null,
      ),
    ],
    context.now(),
  );
}

const channelKey = (about: PutToAll['about']): string =>
  about.kind === 'handoff'
    ? `handoff:${about.id}:${about.version}:${about.late ? 'late' : 'channel'}`
    : `mention:${about.id}:channel`;

type OfKind<Kind> = Extract<PutToAll['about'], { kind: Kind }>;

async function ofHandoff(
  { privately, around: passed }: PutToAll,
  { id, version, late }: OfKind<'handoff'>,
  context: JobContext,
): Promise<NewMessage[]> {
  const { store } = context;
  const now = context.now();
  const found = await loadHandoff(id, context);
  if (
    found?.handoff.state !== 'offered' ||
    found.handoff.holder !== null ||
    found.handoff.to.kind !== 'department'
  )
    return [];
  // Its messages are named after the step that they tell of.
  const said = { ...found, handoff: { ...found.handoff, version } };
  const around = passed.map(({ person, until }) => ({
    person,
    until: until ? new Date(until) : null,
  }));
  const members = receiversOf(
    found.handoff,
    await rosterFor({ kind: 'department', department: found.department }, store, now),
  );
  const channel = privately ? null : await channelOf(found.department, members, context);
  if (channel) {
    const reader = context.reader();
    const matters = await mattersTo(channel.access, found.handoff.customerId, store, now);
    return [
      channelMessage(said, {
        place: channel.place,
        reader,
        matters,
        around: aroundWords(around, said, reader) || null,
        late,
      }),
    ];
  }
  if (!late)
    return Promise.all(members.map((person) => packetTo(person, said, { around, context })));
  return members.map((person) =>
    newsTo(person, said, {
      words: (reader) => lateWords(said, reader, person.id),
      why: (reader) => stringsFor(reader).handoff.whyYou.late,
      context,
    }),
  );
}

async function ofQuestion(
  { privately }: PutToAll,
  { id }: OfKind<'mention'>,
  context: JobContext,
): Promise<NewMessage[]> {
  const { store } = context;
  const question = await readQuestion(id, store);
  if (!question?.department || question.answered) return [];
  const asked = (
    await Promise.all(
      question.mentions.map(async (mention) => ({
        mention,
        person: await store.people.get(mention.to),
      })),
    )
  ).flatMap(({ mention, person }) => (person?.active ? [{ mention, person }] : []));
  const channel = privately
    ? null
    : await channelOf(
        question.department,
        asked.map(({ person }) => person),
        context,
      );
  return channel
    ? [questionToChannel(id, question, channel.place, context)]
    : asked.map(({ mention, person }) => questionTo(person, mention, question, context));
}
