import { meCard } from '../cards/me-card.ts';
import { hiddenFrom } from '../crm/policy.ts';
import { defineCommand, Words } from './command.ts';

export const me = defineCommand({
  name: 'me',
  usage: 'me',
  summary: 'How I know you, and what you may see',
  examples: ['me'],
  anywhere: true,
  aliases: ['whoami'],
  args: Words,
  run: async (_, { person, sight, reader }) => ({ kind: 'answer', view: meCard({ person, sees: sight.fields, hidden: hiddenFrom(sight), reader }) }),
});
