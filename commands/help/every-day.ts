import { type HelpSentence, helpCard } from '../../cards/help/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Command, Context, Reply } from '../command.ts';
import { readSentence } from '../sentence/read.ts';

/** The sentences of this person's day, each with the summary of the command that its phrases lead to. */
export async function everyDay(context: Context): Promise<Reply> {
  const { person, reader } = context;
  const { help } = stringsFor(reader);
  const name = await likelyName(context);
  const sentences = help.sentences[person.department] ?? help.sentences['others'] ?? [];
  const leads = person.role === 'member' ? [] : help.leads;
  const explained = (all: readonly string[]): HelpSentence[] =>
    all.flatMap((sentence) => {
      const command = commandOf(sentence, context.commands);
      const named = sentence.replaceAll(help.customer, () => name ?? help.customer);
      return command ? [{ sentence: named, summary: command.summary }] : [];
    });
  return {
    kind: 'answer',
    view: helpCard(
      {
        sentences: explained(sentences),
        leads: explained(leads.filter((sentence) => !sentences.includes(sentence))),
        department: person.department,
      },
      reader,
    ),
  };
}

/** The command that its first word names, or that its phrases lead to. */
export const commandOf = (sentence: string, commands: readonly Command[]): Command | undefined =>
  commands.find(({ name }) => sentence.startsWith(`${name} `)) ??
  readSentence(sentence, commands)?.command;

/** A customer whom they looked at last; null where nobody's name may stand. */
async function likelyName({ place, channel, store, person }: Context): Promise<string | null> {
  if (place.shared || channel?.mode === 'silent') return null;
  const [recent] = await store.customers.recent(person.id, 1);
  return recent?.name ?? null;
}
