import { helpAll, helpShow } from '../../cards/help/actions.ts';
import { allHelpCard, helpCard, usageCard } from '../../cards/help/card.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { inListOrder } from '../listed.ts';

export const help = defineCommand({
  name: 'help',
  listed: 'early',
  usage: 'help [command]',
  summary: 'What you can ask',
  examples: ['help', 'help timeline'],
  anywhere: true,
  aliases: ['?', 'commands'],
  readsOnly: true,
  args: CommandInput,
  async run({ words }, context) {
    const asked = context.commands.find(({ name }) => name === words.toLowerCase());
    return asked ? { kind: 'answer', view: usageCard(asked, context.reader) } : everyDay(context);
  },
  actions: [
    on(helpShow, async (_, context) => everyDay(context)),
    on(helpAll, async (_, { commands, reader }) => ({
      kind: 'answer',
      view: allHelpCard(inListOrder(commands), reader),
    })),
  ],
});

/** Those with a slash of their own, and what waits for oneself. */
const everyDay = ({ commands, reader }: Context): Reply => ({
  kind: 'answer',
  view: helpCard(
    commands.filter(({ name, daily }) => daily || name === 'work'),
    reader,
  ),
});
