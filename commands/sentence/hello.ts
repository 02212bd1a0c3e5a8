import { smallTalkCard } from '../../cards/sentence/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { firstName } from '../../cards/view/names.ts';
import { CommandInput, type Context, defineCommand, type Reply } from '../command.ts';
import { waitingFor } from '../work/waiting.ts';
import { SMALL_TALK } from './small-talk.ts';

/** Answers a greeting, thanks and the like, in a line and with the next step. */
export const hello = defineCommand({
  name: 'hello',
  listed: 'never',
  usage: 'hello',
  summary: 'A greeting, with what waits for you',
  examples: ['hello'],
  phrases: SMALL_TALK,
  anywhere: true,
  readsOnly: true,
  args: CommandInput,
  run: ({ words }, context) => answer(words, context),
});

async function answer(kind: string, context: Context): Promise<Reply> {
  const { reader, person, place } = context;
  const { sentence: strings } = stringsFor(reader);
  if (isKeyOf(strings.asked, kind) && kind !== 'well')
    return {
      kind: 'answer',
      view: smallTalkCard({ title: strings.asked[kind], say: strings.next, waiting: null }, reader),
    };
  const waiting = place.shared ? null : (await waitingFor(context)).length;
  const title = kind === 'well' ? strings.asked.well : strings.greeting(firstName(person.name));
  return { kind: 'answer', view: smallTalkCard({ title, say: strings.ways, waiting }, reader) };
}

const isKeyOf = <All extends object>(all: All, key: PropertyKey): key is keyof All =>
  Object.hasOwn(all, key);
