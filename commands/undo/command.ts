import { z } from 'zod';
import { stringsFor } from '../../cards/strings.ts';
import { undoSettings } from '../../cards/undo/actions.ts';
import { settingsBackCard, undoCard } from '../../cards/undo/card.ts';
import { NotificationPreference } from '../../crm/notification/preferences.ts';
import { Problem } from '../../crm/problem.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { setNotificationPreference } from '../notification/preferences.ts';
import { lastUndoable, UNDONE_WITHIN } from './last.ts';

/** The settings that a line of the audit log keeps, in JSON. */
const Before = z.record(z.string(), z.unknown());
const Restored = NotificationPreference.extend({ snoozedUntil: z.coerce.date().nullable() });

export const undo = defineCommand({
  name: 'undo',
  usage: 'undo',
  summary:
    'Takes back the last thing you did, for ten minutes: a note, a task, a handoff that waits…',
  examples: ['undo'],
  phrases: [
    {
      words: [
        'undo that|this|it|last [please|pls]',
        'undo the|my last {thing=thing|note|task|handoff|change|message|step|action|one}',
        'undo my {thing=note|task|handoff|change}',
        'take that|it|this back',
        'take back that|it|this',
        'take back the|my last {thing=thing|note|task|handoff|change|one}',
        'revert [that|this|it]',
        'that was (wrong|a mistake|not right|an accident)',
        'that is (wrong|a mistake|not right)',
        'oops undo|sorry',
        'go back',
        'i did not mean (that|it|to|to do that|to do it)',
        'wrong customer|one|button [sorry]',
        'delete that|my last note [again]',
        'scratch that',
      ],
      typed: '',
    },
  ],
  readsOnly: true,
  args: CommandInput,
  run: async (_, context) => ({
    kind: 'answer',
    view: undoCard(await lastUndoable(context), context.reader),
  }),
  actions: [on(undoSettings, ({ line }, context) => settingsBack(line, context), { writes: true })],
});

/** Puts the settings back that a line of one's own last minutes keeps. */
async function settingsBack(id: string, context: Context): Promise<Reply> {
  const { store, person, now, reader } = context;
  const lines = await store.audit.search({
    person: person.id,
    actions: ['settings'],
    since: new Date(now.getTime() - UNDONE_WITHIN),
    limit: 40,
  });
  const kept = lines.find((line) => line.id === id)?.detail['before'];
  if (typeof kept !== 'string')
    throw new Problem('stale', { ...stringsFor(reader).problem.stale, reopens: false });
  const current = await store.notificationPreferences.get(person.id);
  const former = Restored.parse({ ...current, ...Before.parse(JSON.parse(kept)) });
  await setNotificationPreference(former, context);
  return { kind: 'answer', view: settingsBackCard(reader) };
}
