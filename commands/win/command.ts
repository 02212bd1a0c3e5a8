import { refillForm } from '../../cards/view/refill.ts';
import type { Form, Values } from '../../cards/view/view.ts';
import { winBegin } from '../../cards/win/actions.ts';
import { winStartForm } from '../../cards/win/form.ts';
import { LONGEST, MOST_CREDITS } from '../../crm/text/limits.ts';
import { CommandInput, defineCommand } from '../command.ts';
import { addButtonData, customerAnd } from '../parse/customer-phrase.ts';
import { orForm } from '../parse/form.ts';
import { customerChoice } from '../parse/form-customer.ts';
import { checkLength, isCarried } from '../parse/length.ts';
import { additionActions } from './add.ts';
import { winsChannel } from './channel.ts';
import { changeActions } from './correct.ts';
import { checkCredits } from './form.ts';
import { parseTypedWin } from './parse.ts';
import { storyActions } from './story.ts';
import { beginWin, tellActions } from './tell.ts';
import { thankedIn } from './thanked.ts';

export const win = defineCommand({
  name: 'win',
  usage: 'win <customer> <what happened>',
  summary: 'Tell a win and thank everybody who made it happen',
  examples: ['win acme renewed for 3 years', 'win globex stayed with us @mia @raj', 'win channel'],
  phrases: [
    {
      words: [
        'we|i won|signed|closed|saved|kept|landed {customer} [today|yesterday|finally]',
        'we just won|signed|closed|saved|kept|landed {customer}',
        'we have won|signed|closed|saved|kept|landed {customer}',
        '{customer} is|are ours',
        'won [the|our] {customer} [deal|account|contract|renewal]',
        'great|good news from|at|about {customer}',
        'celebrate {customer}',
        'celebrate the|our {customer} renewal|deal|win',
        'celebrate {customer} renewal|deal|win',
      ],
      typed: '{customer}',
    },
    {
      words: [
        '{customer} {words=renewed|signed|has renewed|has signed|just renewed|just signed|upgraded|extended}',
        '{customer} {words=stays with us|is happy again|stayed with us}',
      ],
      typed: '{customer} {words}',
    },
    {
      words: ['share|post|tell|announce [a|the|our] win : {words}', 'new win : {words}'],
      typed: '{words}',
    },
    { words: ['we won {customer} back', 'we won back {customer}'], typed: '{customer} won back' },
    {
      words: ['we won {customer} back , {words}', 'we won back {customer} , {words}'],
      typed: '{customer} won back, {words}',
    },
    { words: 'celebrate {customer} : {words}', typed: '{customer} {words}' },
    {
      words:
        '{customer} {deed=renewed|signed|upgraded|extended|has renewed|has signed|just renewed|just signed} {words}',
      typed: '{customer} {deed} {words}',
    },
  ],
  daily: true,
  writes: true,
  args: CommandInput,
  async run({ words, typed, people: mentioned }, context) {
    if (/^channel(?: off)?$/i.test(words)) return winsChannel(!/off$/i.test(words), context);
    const found = await customerAnd(parseTypedWin(typed), context, {
      action: winBegin,
      label: 'win',
    });
    if (found.kind === 'nobody')
      return {
        kind: 'form',
        form: winStartForm({
          customer: await customerChoice({}, undefined, context),
          what: found.rest,
          reader: context.reader,
        }),
      };
    const thanked = await thankedIn(found.rest, context);
    const people = [...new Set([...mentioned, ...thanked])];
    const begun = { what: found.rest, people };
    const customer = found.kind === 'one' ? found.id : undefined;
    const named = found.kind === 'choose' ? { customer: found.said } : {};
    const form = async (values: Values): Promise<Form> =>
      winStartForm({
        customer: await customerChoice(values, customer, context),
        // More people than a win credits come back with the words.
        what:
          people.length > MOST_CREDITS
            ? [found.rest, ...people.map((name) => `@${name}`)].join(' ')
            : begun.what,
        reader: context.reader,
      });
    return orForm(
      async () => {
        checkCredits(people.length, context);
        checkLength(begun.what, LONGEST.text, context);
        if (found.kind === 'one') return beginWin({ customer: found.id, ...begun }, context);
        return isCarried(begun)
          ? addButtonData(found.reply, begun)
          : { kind: 'form', form: await form(named) };
      },
      async (fault) => refillForm(await form(named), {}, fault),
    );
  },
  actions: [...tellActions, ...additionActions, ...storyActions, ...changeActions],
});
