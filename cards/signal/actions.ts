import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { RuleId } from '../../crm/signal/signal.ts';
import { defineAction } from '../view/action.ts';
import { Skip } from '../view/rest.ts';

const Which = z.object({ signal: z.string().min(1).max(200) });
const Rule = z.object({ rule: RuleId });

export const signalShow = defineAction('signals.show', Which);
export const signalAnswer = defineAction('signals.answer', Which.extend({ useful: z.boolean() }));
/** Makes its next step a task of the person who presses. */
export const signalTask = defineAction('signals.task', Which);
/** `hold`: at whose customers an upsell waits. */
export const signalsList = defineAction(
  'signals.list',
  z.object({ of: z.enum(['mine', 'hold', 'everyone']), skip: Skip }),
);
export const signalRules = defineAction('signals.rules', z.object({}));
export const signalRule = defineAction('signals.rule', Rule);
export const signalSwitch = defineAction('signals.switch', Rule.extend({ on: z.boolean() }));
export const signalDryRun = defineAction('signals.dry-run', Rule.extend({ skip: Skip }));
/** These two open and take the form of a threshold. */
export const signalSetting = defineAction('signals.setting', Rule);
export const signalSet = defineAction('signals.set', Rule);
/** These two open and take the form that asks why somebody reaches out all the same. */
export const holdOverriding = defineAction(
  'signals.overriding',
  z.object({ customer: CustomerId }),
);
export const holdOverride = defineAction('signals.override', z.object({ customer: CustomerId }));
