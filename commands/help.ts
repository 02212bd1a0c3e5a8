import { helpCard, usageCard } from '../cards/help-card.ts';
import { defineCommand, Words } from './command.ts';

export const help = defineCommand({
  name: 'help',
  usage: 'help [command]',
  summary: 'What you can ask',
  examples: ['help', 'help timeline'],
  anywhere: true,
  aliases: ['?', 'commands'],
  args: Words,
  async run({ words }, { commands, reader }) {
    const asked = commands.find(({ name }) => name === words.toLowerCase());
    return { kind: 'answer', view: asked ? usageCard(asked, reader) : helpCard(commands, reader) };
  },
});
