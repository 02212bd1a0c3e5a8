import {
  forgetAnswer,
  forgetAsk,
  forgetList,
  forgetOpen,
  forgetShow,
} from '../../cards/erasure/actions.ts';
import { erasureCard, erasurePreviewCard } from '../../cards/erasure/card.ts';
import { erasureListCard, LISTED } from '../../cards/erasure/list.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Erasure } from '../../crm/erasure/erasure.ts';
import { readErasure } from '../../crm/erasure/read.ts';
import { Problem } from '../../crm/problem.ts';
import { administratorsOnly } from '../administrators-only.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';
import { answerErasure, askToErase, cardOf, newErasure } from './steps.ts';
import { aboutOf, type ErasureTarget, namesOfColleagues, whomToErase } from './which.ts';

export const forget = defineCommand({
  name: 'forget',
  listed: 'late',
  usage: 'forget [customer or contact]',
  summary:
    'Erases a customer or a contact, once a second person agrees; alone: what was erased; for administrators',
  examples: ['forget acme', 'forget eva.lund@acme.example', 'forget'],
  phrases: [
    {
      words: [
        'forget|erase|purge everything [we know|we have] about|on|of {customer}',
        'delete|remove everything [we know|we have] about|on|of {customer}',
        'erase|purge {customer}',
      ],
      typed: '{customer}',
    },
  ],
  aliases: ['erase', 'erasures'],
  writesTyped: () => false,
  args: CommandInput,
  async run(typed, context) {
    await administratorsOnly(context, 'forget');
    const words = inputText(typed).trim();
    if (words === '') return list(0, context);
    const whom = await whomToErase(words, context);
    return 'reply' in whom ? whom.reply : preview(whom, context);
  },
  actions: [
    on(forgetShow, async (target, context) => {
      await administratorsOnly(context, 'forget');
      return preview(target, context);
    }),
    on(
      forgetAsk,
      async ({ id, ...target }, context) => {
        await administratorsOnly(context, 'forget');
        return card(await askToErase({ id, target }, context), context);
      },
      { writes: true },
    ),
    on(
      forgetAnswer,
      async ({ id, yes }, context) =>
        card(await answerErasure(id, yes === 'yes', context), context),
      { writes: true },
    ),
    on(forgetOpen, async ({ id }, context) => {
      await administratorsOnly(context, 'forget');
      const erasure = await context.store.erasures.get(id);
      if (!erasure) throw gone(context);
      return card(erasure, context);
    }),
    on(forgetList, async ({ skip }, context) => {
      await administratorsOnly(context, 'forget');
      return list(skip, context);
    }),
  ],
});

const gone = ({ reader }: Context): Problem =>
  new Problem('gone', { ...stringsFor(reader).erasure.gone, reopens: false });

async function card(erasure: Erasure, context: Context): Promise<Reply> {
  const read = await readErasure(erasure, context);
  return { kind: 'answer', view: erasureCard(cardOf(read, context.person, context)) };
}

/** Says how much would go, and who has to agree. Nothing is stored yet. */
async function preview(target: ErasureTarget, context: Context): Promise<Reply> {
  const { store, person, id, audit } = context;
  const about = await aboutOf(target, context);
  await audit({ action: 'look-up', customer: target.customer, detail: { shown: 'erasure' } });
  const counts = await store.erasures.count(about);
  const erasure = newErasure({ id: id(), about, counts }, context);
  const read = await readErasure(erasure, context);
  if (read.agreeing.length === 0)
    throw new Problem('nobody-agrees', {
      ...stringsFor(context.reader).erasure.nobody,
      reopens: false,
    });
  const view = erasurePreviewCard(cardOf(read, person, context), { ...target, id: erasure.id });
  return { kind: 'answer', view };
}

async function list(skip: number, context: Context): Promise<Reply> {
  const { store, reader, audit } = context;
  const erasures = await store.erasures.list({ skip, limit: MOST });
  await audit({ action: 'erase', customer: null, detail: { step: 'list' } });
  return {
    kind: 'answer',
    view: erasureListCard({
      erasures: erasures.slice(0, LISTED),
      skip,
      rest: Math.max(0, erasures.length - LISTED),
      names: await namesOfColleagues(context),
      reader,
    }),
  };
}

/** More than are counted below a list. */
const MOST = 500;
