import { refillForm } from '../../cards/view/refill.ts';
import { LONGEST, winBegin } from '../../cards/win/actions.ts';
import { winStartForm } from '../../cards/win/form.ts';
import { CommandInput, defineCommand } from '../command.ts';
import { addButtonData, customerAnd } from '../parse/customer-phrase.ts';
import { orForm } from '../parse/form.ts';
import { customerChoice } from '../parse/form-customer.ts';
import { checkLength, giveBack } from '../parse/long-text.ts';
import { additionActions } from './add.ts';
import { winsChannel } from './channel.ts';
import { changeActions } from './correct.ts';
import { parseTypedWin } from './parse.ts';
import { storyActions } from './story.ts';
import { beginWin, tellActions } from './tell.ts';

export const win = defineCommand({
  name: 'win',
  usage: 'win <customer> <what happened>',
  summary: 'Tell a win and thank everybody who made it happen',
  examples: ['win acme renewed for 3 years', 'win globex stayed with us @mia @raj', 'win channel'],
  daily: true,
  writes: true,
  args: CommandInput,
  async run({ words, typed, people }, context) {
    if (/^channel(?: off)?$/i.test(words)) return winsChannel(!/off$/i.test(words), context);
    const back = giveBack(typed, LONGEST, context.reader);
    if (back) return back;
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
    const begun = { what: found.rest, people: people.slice(0, 20) };
    return orForm(
      async () => {
        checkLength(begun.what, LONGEST, context.reader);
        return found.kind === 'choose'
          ? addButtonData(found.reply, begun)
          : beginWin({ customer: found.id, ...begun }, context);
      },
      async (fault) => {
        const form = winStartForm({
          customer: await customerChoice(
            found.kind === 'choose' ? { customer: found.said } : {},
            found.kind === 'one' ? found.id : undefined,
            context,
          ),
          what: begun.what,
          reader: context.reader,
        });
        return refillForm(form, {}, fault);
      },
    );
  },
  actions: [...tellActions, ...additionActions, ...storyActions, ...changeActions],
});
