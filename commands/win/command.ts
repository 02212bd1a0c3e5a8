import { LONGEST, winBegin } from '../../cards/win/actions.ts';
import { winStartForm } from '../../cards/win/form.ts';
import { CommandInput, defineCommand } from '../command.ts';
import { addButtonData, customerAnd } from '../parse/customer-phrase.ts';
import { customerChoice } from '../parse/form-customer.ts';
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
    const begun = { what: found.rest.slice(0, LONGEST), people: people.slice(0, 20) };
    return found.kind === 'choose'
      ? addButtonData(found.reply, begun)
      : beginWin({ customer: found.id, ...begun }, context);
  },
  actions: [...tellActions, ...additionActions, ...storyActions, ...changeActions],
});
