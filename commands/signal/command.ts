import { signalAnswer, signalShow, signalTask } from '../../cards/signal/actions.ts';
import { CommandInput, defineCommand, on } from '../command.ts';
import { listSignals } from './list.ts';
import { answerSignal, showSignal, taskOfSignal } from './signal.ts';

export const signals = defineCommand({
  name: 'signals',
  usage: 'signals [hold, or settings]',
  summary: 'What needs care at your customers, and at which of them an offer has to wait',
  examples: ['signals', 'signals hold'],
  writes: true,
  args: CommandInput,
  run: async (_, context) => listSignals({ of: 'mine', skip: 0 }, context),
  actions: [
    on(signalShow, ({ signal }, context) => showSignal(signal, null, context)),
    on(signalAnswer, answerSignal),
    on(signalTask, ({ signal }, context) => taskOfSignal(signal, context)),
  ],
});
