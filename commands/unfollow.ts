import { allWords, defineCommand, Words } from './command.ts';
import { followAs, followFor, readHere } from './follow.ts';
import { whichCustomer } from './which-customer.ts';
import { followStop, followStopHere } from '../cards/follow/actions.ts';

export const unfollow = defineCommand({
  name: 'unfollow',
  usage: 'unfollow <customer> [here]',
  summary: 'Be told of a customer no more',
  examples: ['unfollow acme', 'unfollow acme here'],
  args: Words,
  async run(typed, context) {
    const { words, here } = readHere(allWords(typed));
    const which = await whichCustomer(words, context, here ? followStopHere : followStop);
    if (which.kind === 'reply') return which.reply;
    return here ? followFor(which.id, false, context) : followAs(which.id, false, context);
  },
});
