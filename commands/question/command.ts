import { z } from 'zod';
import {
  QuestionText,
  tellAnswer,
  tellBegin,
  tellChosen,
  tellOnIt,
  tellReply,
  tellSend,
  tellShow,
} from '../../cards/question/actions.ts';
import { mentionCard } from '../../cards/question/card.ts';
import { answerForm } from '../../cards/question/form.ts';
import { stringsFor } from '../../cards/strings.ts';
import { firstName } from '../../cards/view/names.ts';
import { refillForm } from '../../cards/view/refill.ts';
import type { Form, Values } from '../../cards/view/view.ts';
import { Problem } from '../../crm/problem.ts';
import type { Mention } from '../../crm/question/question.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { cardFor } from '../customer/card-for.ts';
import { addButtonData, customerAnd } from '../parse/customer-phrase.ts';
import { orForm, submitOrAgain } from '../parse/form.ts';
import { CustomerValues, formCustomer } from '../parse/form-customer.ts';
import { checkLength, isCarried, typedText } from '../parse/length.ts';
import { withLineBreaks } from '../parse/lines.ts';
import { parseTypedTask } from '../parse/task-words.ts';
import { askColleagues, beginQuestion, questionForm } from './ask.ts';
import { QUESTION_PHRASES } from './phrases.ts';
import { receiversInText } from './receivers.ts';
import { mine, siblingsOf, storeAnswer, theMention } from './steps.ts';

const ABOUT = /^(?:me|us)\s+(?:everything\s+)?about\s+/i;

const TEAM_FIRST = /^(?:the\s+)?(team|account team)\s+/i;

export const tell = defineCommand({
  name: 'tell',
  listed: 'early',
  usage: 'tell <@colleague, @department or team> <customer> <what>',
  summary:
    'Ask colleagues about a customer: they get it in private with what to know, and answer from there',
  examples: [
    'tell @support acme industries can you look at the export?',
    'tell team globex "who spoke to Dana last?"',
  ],
  phrases: QUESTION_PHRASES,
  fillIn: ({ words = '', who = '' }, context) => beginQuestion({ words, who }, context),
  aliases: ['mention', 'ask'],
  writes: true,
  args: CommandInput,
  run: askTyped,
  actions: [
    on(tellChosen, askColleagues),
    on(tellBegin, async ({ customer, to }, context) => {
      const person = to ? await context.store.people.get(to) : null;
      return beginQuestion({ customer, who: person?.email ?? person?.name ?? '' }, context);
    }),
    submitOrAgain(
      {
        action: tellSend,
        values: CustomerValues.extend({
          who: typedText(LONGEST.name).default(''),
          team: typedText(LONGEST.name).default(''),
          words: QuestionText,
        }),
      },
      async ({ data, values: { who, team, words, ...named } }, context) => {
        const customer = await formCustomer(named, data.customer, context);
        return askColleagues({ id: data.id, customer, who: who || team, words }, context);
      },
      ({ data, values }, context) => questionForm(data, values, context),
    ),
    on(tellShow, async ({ mention: id }, context) => show(await theMention(id, context), context)),
    on(tellReply, async ({ mention }, context) => ({
      kind: 'form',
      form: await formOfAnswer(mention, context),
    })),
    on(tellOnIt, async ({ mention }, context) =>
      show(
        await storeAnswer(mention, stringsFor(context.reader).ask.onItWords, context, {
          takes: true,
        }),
        context,
      ),
    ),
    submitOrAgain(
      { action: tellAnswer, values: z.object({ words: QuestionText }) },
      ({ data, values }, context) => answered(data.mention, values.words, context),
      ({ data }, context) => formOfAnswer(data.mention, context),
    ),
  ],
});

async function askTyped(words: CommandInput, context: Context): Promise<Reply> {
  if (ABOUT.test(words.typed)) return aboutCustomer(words.typed.replace(ABOUT, ''), context);
  const typed = words.typed.replace(TEAM_FIRST, '@$1 ').replace('@account team', '@team');
  const said = parseTypedTask(typed);
  const { problem } = stringsFor(context.reader).ask;
  const { who } = said;
  if (!who)
    return typed ? Promise.reject(new Problem('whom', problem.noWho)) : beginQuestion({}, context);
  const which = await customerAnd(said, context, { action: tellChosen, label: 'question' });
  if (which.kind === 'nobody') return beginQuestion({ who, words: which.rest }, context);
  if (!which.rest) {
    if (which.kind === 'choose') throw new Problem('no-words', problem.noWords);
    return beginQuestion({ customer: which.id, who }, context);
  }
  const question = withLineBreaks(which.rest, words.lines);
  const form = (values: Values): Promise<Form> =>
    questionForm(
      { who, words: question, ...(which.kind === 'one' && { customer: which.id }) },
      values,
      context,
    );
  const named = which.kind === 'choose' ? { customer: which.said } : {};
  return orForm(
    async () => {
      checkLength(question, LONGEST.text, context);
      if (which.kind === 'one')
        return askColleagues(
          { id: context.id(), customer: which.id, who, words: question },
          context,
        );
      return isCarried({ who, question })
        ? addButtonData(which.reply, { id: context.id(), who, words: question })
        : { kind: 'form', form: await form(named) };
    },
    async (fault) => refillForm(await form(named), {}, fault),
  );
}

/** "Tell me about acme" is asked of Rapport itself. */
async function aboutCustomer(name: string, context: Context): Promise<Reply> {
  const customer = context.commands.find((command) => command.name === 'customer');
  const words = name.replace(/\?+$/, '');
  if (!customer) throw new Problem('whom', stringsFor(context.reader).ask.problem.noWho);
  return customer.run({ words, quoted: [], people: [], typed: words }, context);
}

async function formOfAnswer(id: string, context: Context): Promise<Form> {
  const mention = await mineOf(id, context);
  return answerForm({ mention, ...(await namesOf(mention, context)), reader: context.reader });
}

async function answered(id: string, words: string, context: Context): Promise<Reply> {
  return show(await storeAnswer(id, words, context), context);
}

async function mineOf(id: string, context: Context): Promise<Mention> {
  const mention = await theMention(id, context);
  await mine(mention, context);
  return mention;
}

async function show(mention: Mention, context: Context): Promise<Reply> {
  const { person, reader, store } = context;
  await mine(mention, context);
  const siblings = await siblingsOf(mention, store);
  const [names, asked, card] = await Promise.all([
    namesOf(mention, context),
    receiversInText(mention, siblings, context),
    cardFor(mention.customerId, person, context),
  ]);
  const by = mention.answer ? mention : siblings.find(({ answer }) => answer);
  const who = by ? await store.people.get(by.to) : null;
  const done =
    by?.answeredAt && who ? { by: firstName(who.name), at: by.answeredAt, words: by.answer } : null;
  await context.audit({
    action: 'look-up',
    customer: mention.customerId,
    detail: { shown: 'mention' },
  });
  return {
    kind: 'answer',
    view: mentionCard({ mention, ...names, asked, answered: done, card, reader }),
  };
}

async function namesOf(
  { customerId, from }: Mention,
  { store }: Context,
): Promise<{ customer: string; from: string }> {
  const [customer, asker] = await Promise.all([
    store.customers.name(customerId),
    store.people.get(from),
  ]);
  return { customer: customer ?? '–', from: asker?.name ?? '–' };
}
