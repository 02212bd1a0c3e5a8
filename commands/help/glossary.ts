import { glossaryCard } from '../../cards/help/card.ts';
import { CommandInput, defineCommand } from '../command.ts';

export const glossary = defineCommand({
  name: 'glossary',
  usage: 'glossary',
  summary: 'What the words mean',
  examples: ['glossary'],
  anywhere: true,
  readsOnly: true,
  args: CommandInput,
  run: async (_, { reader }) => ({ kind: 'answer', view: glossaryCard(reader) }),
});
