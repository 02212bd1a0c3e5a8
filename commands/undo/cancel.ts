import { stringsFor } from '../../cards/strings.ts';
import { cancelDrop } from '../../cards/undo/actions.ts';
import {
  type DroppedDraft,
  droppedCard,
  noDraftCard,
  whichDraftCard,
} from '../../cards/undo/card.ts';
import type { Draft } from '../../crm/store/drafts.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { draftOf, dropDraft, isTyped, onceEach } from '../draft/draft.ts';

/** More than are listed. */
const READ = 10;

export const cancel = defineCommand({
  name: 'cancel',
  usage: 'cancel',
  summary: 'Drops the draft that waits for you, and says which',
  examples: ['cancel'],
  aliases: ['discard', 'abort'],
  phrases: [
    {
      words: [
        'cancel that|this|it',
        'cancel the|my draft|note',
        'drop that|this|it',
        'drop|discard|delete the|my draft|drafts',
        'forget (it|that|this|about it|about that)',
        'do not save that|this|it',
      ],
      typed: '',
    },
  ],
  args: CommandInput,
  run: async (_, context) => {
    const { store, person, reader } = context;
    const drafts = onceEach(await store.drafts.of(person.id, READ));
    const [one, ...others] = drafts;
    if (!one) return { kind: 'answer', view: noDraftCard(reader) };
    if (others.length === 0) return drop(one, context);
    return {
      kind: 'answer',
      view: whichDraftCard(
        drafts.toReversed().map((draft) => nameOf(draft, context)),
        reader,
      ),
    };
  },
  actions: [
    on(cancelDrop, async ({ draft }, context) => drop(await draftOf(draft, context), context)),
  ],
});

async function drop(draft: Draft, context: Context): Promise<Reply> {
  await dropDraft(draft.id, context);
  return { kind: 'answer', view: droppedCard(nameOf(draft, context), context.reader) };
}

function nameOf(draft: Draft, { person, reader }: Context): DroppedDraft {
  const { cancel: strings } = stringsFor(reader).takeBack;
  const { author, messages } = draft.origin;
  return {
    id: draft.id,
    name: isTyped(draft, person) ? strings.typed : strings.from(author),
    words: messages.map(({ words }) => words).join('\n'),
  };
}
