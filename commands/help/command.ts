import { helpAll, helpShow } from '../../cards/help/actions.ts';
import { allHelpCard, usageCard } from '../../cards/help/card.ts';
import { CommandInput, defineCommand, on } from '../command.ts';
import { inListOrder } from '../listed.ts';
import { everyDay } from './every-day.ts';

/** Questions for how something is done. */
const HOW_TO = ['how do|can|would|should i|we|you', 'how to'];

export const help = defineCommand({
  name: 'help',
  listed: 'early',
  usage: 'help [command]',
  summary: 'What you can ask',
  examples: ['help', 'help timeline'],
  phrases: [
    {
      words: [
        'what can you|i|we do|ask|type|say [here|for me]',
        'what can i ask you',
        'what do|are you do|for|know',
        'what do you do',
        'how do|does this|you|it work|works',
        'how do i|we use this|you|it|rapport',
        'how can you help [me]',
        'help|helps [me|please|pls]',
        'i need help',
        'what are your|the commands|options|features',
        'list|all|your [of] commands|features|options',
        'menu|manual|instructions|docs|faq|options',
        'what is this|rapport',
        'what else [can you do]',
        'i am (lost|new|new here|stuck|confused)',
        'i am new [here] [,] what|how can|do you|i do|work',
      ],
      typed: '',
    },
    { words: HOW_TO.map((how) => `${how} hand over|off [a customer|customers]`), typed: 'handoff' },
    {
      words: HOW_TO.map((how) => `${how} {deed=make|do|start|create} a handoff|handover`),
      typed: 'handoff',
    },
    {
      words: HOW_TO.map(
        (how) => `${how} {deed=write|add|make|keep|take|leave} [a] note|notes [on a customer]`,
      ),
      typed: 'note',
    },
    {
      words: HOW_TO.map(
        (how) => `${how} {deed=give|add|make|create|set|assign} [a] task|tasks|reminder|reminders`,
      ),
      typed: 'task',
    },
    {
      words: HOW_TO.map(
        (how) => `${how} {deed=tell|post|share|celebrate|announce|report} [a] win|wins`,
      ),
      typed: 'win',
    },
    {
      words: HOW_TO.map((how) => `${how} {deed=follow|watch|subscribe to} [a] customer|customers`),
      typed: 'follow',
    },
    {
      words: HOW_TO.map((how) => `${how} {deed=share|post} [a] customer|customers`),
      typed: 'share',
    },
    {
      words: HOW_TO.map(
        (how) => `${how} {deed=mute|stop|silence|snooze} [messages|you|notifications]`,
      ),
      typed: 'mute',
    },
    {
      words: HOW_TO.map((how) => `${how} {deed=undo|take back|revert} [something|this|that|it]`),
      typed: 'undo',
    },
    {
      words: HOW_TO.map(
        (how) => `${how} {deed=see|set|get|change} [a|the] figure|figures|kpi|kpis`,
      ),
      typed: 'kpi',
    },
    { words: HOW_TO.map((how) => `${how} set up|configure|get a|the digest`), typed: 'digest' },
    {
      words: HOW_TO.map(
        (how) =>
          `${how} {deed=ask|tell|message|mention} [a|my] colleague|colleagues|somebody|someone`,
      ),
      typed: 'tell',
    },
  ],
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
