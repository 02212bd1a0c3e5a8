import { followStop, followStopHere } from '../../cards/follow/actions.ts';
import { CommandInput, defineCommand, inputText } from '../command.ts';
import { whichCustomer } from '../parse/which-customer.ts';
import { followAs, followFor, readHere } from './command.ts';
import { listNamed, stopNamed } from './lists.ts';

export const unfollow = defineCommand({
  name: 'unfollow',
  usage: 'unfollow <customer> [here] or list <name>',
  summary: 'Be told of a customer, or of a list, no more',
  examples: ['unfollow acme', 'unfollow acme here', 'unfollow list danger zone'],
  phrases: [
    'stop following|watching {customer}',
    'stop sending me stuff|messages|things|updates|news|anything about|on|from|for {customer}',
    'stop telling|messaging|notifying|bothering|pinging me about|on|with {customer}',
    'stop updates|messages|notifications about|on|from|for {customer}',
    'no more updates|messages|news|stuff about|on|from|for {customer}',
    'i do not want to follow {customer} [any more|anymore]',
    'i do not want messages|updates|news about|on|from {customer} [any more|anymore]',
    'unsubscribe [me] from {customer}',
  ],
  args: CommandInput,
  async run(typed, context) {
    const { words, here } = readHere(inputText(typed));
    const named = listNamed(words);
    if (named !== null && !(await context.store.customers.named(words)))
      return stopNamed(named, context);
    const then = here
      ? ({ action: followStopHere, label: 'unfollowHere' } as const)
      : ({ action: followStop, label: 'unfollow' } as const);
    const which = await whichCustomer(words, context, then);
    if (which.kind === 'reply') return which.reply;
    return here ? followFor(which.id, false, context) : followAs(which.id, false, context);
  },
});
