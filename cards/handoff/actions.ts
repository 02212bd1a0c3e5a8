import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { DepartmentId } from '../../crm/person/person.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { defineAction } from '../view/action.ts';
import { Skip } from '../view/rest.ts';

const Which = z.object({ handoff: z.string().min(1).max(64) });
export const Items = z.array(z.string().max(40)).max(20);

/** A wanted handoff before anybody is looked up in it: the same from words, a form or a button. */
export const HandoffFields = z.object({
  /** Names this one handoff, so that a second press makes no second one. */
  id: z.string().min(1).max(64),
  customer: CustomerId,
  /** A colleague, a department or a rotation. */
  to: z.string().max(LONGEST.name).default(''),
  reason: z.string().max(LONGEST.text).default(''),
  promises: z.array(z.string().max(LONGEST.text)).max(LONGEST.text).default([]),
  by: z.string().max(LONGEST.time).default(''),
  /** Of the checklist, what the receiver has been told. */
  there: Items.default([]),
  /** Its giver knows that the same is waiting there already. */
  anyway: z.boolean().default(false),
});
export type HandoffFields = z.infer<typeof HandoffFields>;

/** Where the receiver's needs are known beforehand, and what it is filled with. */
export const handoffBegin = defineAction(
  'handoff.begin',
  z.object({
    customer: CustomerId.optional(),
    like: z.string().max(64).optional(),
    ...HandoffFields.pick({ to: true, reason: true, promises: true, by: true }).partial().shape,
  }),
);
/** As a button or the form carries it. */
export const handoffOffer = defineAction(
  'handoff.offer',
  HandoffFields.partial({ customer: true }),
);
/** The customer is chosen by now; what was typed besides is in the form. */
export const handoffReady = defineAction('handoff.ready', HandoffFields.partial({ id: true }));
/** One of the lists of handoffs, from where the card before it ended; `all`: the first page of them together. */
export const handoffsList = defineAction(
  'handoffs.list',
  z.object({
    of: z.enum(['all', 'received', 'given', 'recent', 'department']),
    department: DepartmentId.optional(),
    /** Of a department: only the late ones. */
    late: z.literal(true).optional(),
    skip: Skip,
  }),
);
export const handoffShow = defineAction('handoff.show', Which);
export const handoffAccept = defineAction('handoff.accept', Which);
export const handoffTake = defineAction('handoff.take', Which);
export const handoffWithdraw = defineAction('handoff.withdraw', Which);
/** Makes the colleague who accepted the customer their owner. */
export const handoffOwn = defineAction('handoff.own', Which);
export const handoffDone = defineAction('handoff.done', Which);
/** These three open the forms of the three below. */
export const handoffDeclining = defineAction('handoff.declining', Which);
export const handoffAsking = defineAction('handoff.asking', Which);
export const handoffAnswering = defineAction('handoff.answering', Which);
export const handoffDecline = defineAction('handoff.decline', Which);
export const handoffAsk = defineAction('handoff.ask', Which);
export const handoffAnswer = defineAction('handoff.answer', Which);
export const handoffTicking = defineAction('handoff.ticking', Which);
/** `was`: what was ticked when the form opened. */
export const handoffTick = defineAction('handoff.tick', Which.extend({ was: Items.default([]) }));
/** Ticks what the giver’s words seem to say. */
export const handoffConfirm = defineAction('handoff.confirm', Which);
export const handoffPassing = defineAction('handoff.passing', Which);
export const handoffPass = defineAction(
  'handoff.pass',
  Which.extend({ to: z.string().max(LONGEST.name).optional() }),
);
