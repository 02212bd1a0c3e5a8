import {
  sentenceDo,
  sentenceFill,
  sentenceLeave,
  sentenceShow,
} from '../../cards/sentence/actions.ts';
import { stringsFor } from '../../cards/strings.ts';
import { text } from '../../cards/view/view.ts';
import { fold } from '../../crm/matching/names.ts';
import { Problem } from '../../crm/problem.ts';
import {
  type Command,
  CommandInput,
  type Context,
  defineCommand,
  on,
  type Reply,
} from '../command.ts';
import { inputOf } from '../parse/input.ts';
import { nearCommand } from '../parse/near-command.ts';
import { isOrdinary } from '../parse/ordinary-words.ts';
import { NEAR } from '../parse/own-first.ts';
import { colleaguesNamed } from '../parse/which-colleague.ts';
import { LONGEST } from '../parse/which-customer.ts';
import { unreadReply } from './unread.ts';

/** A longer text is no name. */
const MOST_NAME_WORDS = 8;

/** A sentence that no phrase fits: a customer's name after all, else the things that it could mean. */
export const sentence = defineCommand({
  name: 'sentence',
  listed: 'never',
  usage: 'sentence <words>',
  summary: 'Reads an ordinary sentence, and does nothing by itself',
  examples: ['sentence acme on friday'],
  readsOnly: true,
  args: CommandInput,
  run: unclear,
  actions: [
    on(
      sentenceDo,
      ({ command, typed }, context) => runTyped(find(command, context), typed, context),
      {
        writes: true,
      },
    ),
    on(sentenceShow, async ({ command: name, typed }, context) => {
      const command = find(name, context);
      const isWriting = command.writesTyped?.(inputOf(typed)) ?? command.writes;
      return isWriting ? gone(context) : runTyped(command, typed, context);
    }),
    on(sentenceFill, async ({ command, words }, context) => {
      const { fillIn } = find(command, context);
      return fillIn ? fillIn({ words }, context) : gone(context);
    }),
    on(sentenceLeave, async (_, { reader }) => {
      const { title, say } = stringsFor(reader).sentence.left;
      return { kind: 'answer', view: { title, blocks: [text(say)] } };
    }),
  ],
});

const runTyped = (command: Command, typed: string, context: Context): Promise<Reply> =>
  command.run(inputOf(typed.replace(/\s+/g, ' ').trim(), typed), context);

function find(name: string, context: Context): Command {
  return context.commands.find((command) => command.name === name) ?? gone(context);
}

function gone({ reader }: Context): never {
  throw new Problem('stale', { ...stringsFor(reader).problem.stale, reopens: false });
}

/** `nota acme hello`: its first word is nearly a command, and none as it is. */
function isMisspelt(typed: string, { commands }: Context): boolean {
  if (typed.length > LONGEST || isOrdinary(typed.split(' ', 1).join('').toLowerCase()))
    return false;
  const near = nearCommand(typed, commands);
  return near !== null && fold(near) !== fold(typed);
}

/** A colleague's name, or nearly a customer's, so that it is no sentence. */
async function isNearName(typed: string, context: Context): Promise<boolean> {
  if (typed.split(' ').length > MOST_NAME_WORDS || typed.includes('?')) return false;
  const [near] = await context.store.customers.find(typed, 1);
  if (near && near.score >= NEAR) return true;
  return (await colleaguesNamed(typed, context)).length > 0;
}

async function unclear({ typed }: CommandInput, context: Context): Promise<Reply> {
  const isOne =
    typed.length <= LONGEST && (await context.store.customers.named(typed.replace(/[?!.]+$/, '')));
  if (isOne || isMisspelt(typed, context) || (await isNearName(typed, context)))
    return find('customer', context).run(inputOf(typed), context);
  return unreadReply(typed, context);
}
