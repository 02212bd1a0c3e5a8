import { muteCustomer } from '../../cards/undo/actions.ts';
import { muteCard } from '../../cards/undo/card.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';
import { hearCustomer } from '../notification/preference-actions.ts';
import { inputOf } from '../parse/input.ts';
import { whichCustomer } from '../parse/which-customer.ts';

/** Kinds of messages that people mute most. */
const OFFERED = ['followed', 'signal', 'win', 'digest', 'summary'] as const;
const FOLLOWED = 3;
const KIND =
  /^(?:handoffs?|tasks?|mentions?|followed|news|signals?|wins?|digests?|summar(?:y|ies))$/i;
/** `for 2 hours`, `2h`, `until tomorrow`. */
const FOR_A_TIME = /^(?:for|until) |^\d+ ?[mhd][a-z]*$/i;
const EVERYTHING = /^(?:everything|all|me) /i;

export const mute = defineCommand({
  name: 'mute',
  usage: 'mute [customer, kind of message, or until <when>]',
  summary: 'What I may be silent about: alone, it shows what can be muted',
  examples: ['mute', 'mute globex', 'mute wins', 'mute until tomorrow'],
  aliases: ['stop', 'silence', 'snooze'],
  phrases: [
    {
      words: [
        'stop it|that|this|now|messaging|everything',
        'stop messaging|notifying|bothering|pinging|spamming|writing me',
        'stop sending me messages|stuff|things',
        'mute|silence|stop everything|all|messages|notifications|you|yourself|bot|rapport',
        'be quiet|silent',
        'quiet [please|now]',
        'shut up',
        'leave me alone',
        'too many messages|notifications',
        'you write|send too much|many [messages]',
        'less|fewer messages|notifications',
        'do not disturb [me]',
        'unsubscribe',
        'opt out',
      ],
      typed: '',
    },
    {
      words: [
        'mute|snooze|silence everything|all|me|messages until|till {when}',
        'be quiet|silent until|till {when}',
        'quiet|silence until|till {when}',
        'no [more] messages|notifications until|till {when}',
      ],
      typed: 'until {when}',
    },
  ],
  args: CommandInput,
  async run(input, context) {
    const typed = inputText(input).replace(EVERYTHING, '');
    if (typed === '') return choices(context);
    const me = context.commands.find(({ name }) => name === 'me');
    if (me && KIND.test(typed)) return me.run(inputOf(`mute ${typed}`), context);
    if (me && FOR_A_TIME.test(typed)) return me.run(inputOf(`snooze ${typed}`), context);
    const which = await whichCustomer(typed, context, { action: muteCustomer, label: 'mute' });
    return which.kind === 'reply' ? which.reply : muted(which.id, context);
  },
  actions: [
    on(muteCustomer, ({ customer }, context) => muted(customer, context), { writes: true }),
  ],
});

const muted = (customer: Parameters<typeof hearCustomer>[0]['customer'], context: Context) =>
  hearCustomer({ customer, on: false, key: null }, context);

async function choices({ store, person, reader, place }: Context): Promise<Reply> {
  const followed = place.shared ? [] : await store.customers.followed(person.id, FOLLOWED);
  return { kind: 'answer', view: muteCard({ kinds: OFFERED, followed }, reader) };
}
