import { glossaryShow } from '../../cards/help/actions.ts';
import { glossaryCard, termCard, unknownTermCard } from '../../cards/help/glossary-card.ts';
import { isAdministrator } from '../../crm/policy/policy.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';
import { allTerms, nearestTerms, termsNamed } from './terms.ts';

export const glossary = defineCommand({
  name: 'glossary',
  usage: 'glossary [word]',
  summary: 'What the words mean: stages, figures, segments, the timeline, and your own',
  examples: ['glossary', 'glossary churn rate', 'glossary champion = who speaks for us there'],
  phrases: [
    'what does {term} (mean|stand for) [here|for us|to us|exactly]',
    'what is the meaning|definition of {term}',
    'what is meant by {term}',
    'explain {term}',
    'meaning|definition of {term}',
    'what is a|an {name}',
    'how do you|we define {term}',
  ],
  anywhere: true,
  readsOnly: true,
  yields: { word: '=', to: 'define' },
  args: CommandInput,
  run: (input, context) => showTerm(inputText(input), context),
  actions: [on(glossaryShow, ({ word }, context) => showTerm(word, context))],
});

export async function showTerm(word: string, context: Context): Promise<Reply> {
  const { reader, person } = context;
  const terms = await allTerms(context);
  if (word.trim() === '') return { kind: 'answer', view: glossaryCard(terms, reader) };
  const found = termsNamed(word, terms);
  if (found.length === 0)
    return { kind: 'answer', view: unknownTermCard(word, nearestTerms(word, terms), reader) };
  const mayDefine = isAdministrator(person);
  return { kind: 'answer', view: termCard(found, { mayDefine, reader }) };
}
