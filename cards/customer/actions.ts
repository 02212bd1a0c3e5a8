import { z } from 'zod';
import { CustomerId, Stage } from '../../crm/customer/customer.ts';
import { CustomerList } from '../../crm/customer/list.ts';
import { PersonId } from '../../crm/person/person.ts';
import { defineAction } from '../view/action.ts';
import { PressData } from '../view/press.ts';
import { Skip } from '../view/rest.ts';

const Which = z.object({ customer: CustomerId });

export const customerShow = defineAction('customer.show', Which);
/** From a search: a customer chosen while typing, or the words where a platform cannot search as one types. */
export const customerPick = defineAction(
  'customer.pick',
  z.union([Which, z.object({ query: z.string() })]),
);
export const customerFollow = defineAction('customer.follow', Which.extend({ on: z.boolean() }));
export const customerWhy = defineAction('customer.why', Which);
export const customerContacts = defineAction('customer.contacts', Which.extend({ skip: Skip }));
/** More of the customers to choose from: what was typed, the action that takes the chosen one, its button's words, and what else that action takes. */
export const customerChoices = defineAction(
  'customer.choices',
  z
    .object({
      typed: z.string().max(300),
      does: z.string().max(200),
      deed: z.string().max(40),
      skip: Skip,
    })
    .catchall(PressData.valueType),
);

/** A list across customers, from where the card before it ended. */
export const customersPage = defineAction('customers.page', CustomerList.extend({ skip: Skip }));
/** Lists that somebody kept by a name. */
export const ListName = z.string().min(1).max(60);
export const ListWords = z.string().max(200);
export const listsShow = defineAction('lists.all', z.object({}));
/** The list of these words as a file. */
export const listExport = defineAction('customers.export', z.object({ words: ListWords }));
export const listShow = defineAction('lists.show', z.object({ name: ListName, skip: Skip }));
export const listRemove = defineAction('lists.remove', z.object({ name: ListName }));
/** Asks for the name by which these words are kept. */
export const listSaving = defineAction(
  'lists.saving',
  z.object({ words: ListWords, name: ListName.optional() }),
);
export const listSave = defineAction('lists.save', z.object({ words: ListWords }));
/** The customer's stage, or where one is named, another one. */
export const stageShow = defineAction('stage.show', Which);
/** `id` names the change, so that a second press changes nothing. */
export const stageSet = defineAction(
  'stage.set',
  Which.extend({ id: z.string().min(1).max(64), stage: Stage }),
);
/** Takes back a stage that somebody set, by the id of that change. */
export const stageBack = defineAction(
  'stage.back',
  Which.extend({ id: z.string().min(1).max(64), stage: Stage, before: Stage }),
);

const Pair = Which.extend({ other: CustomerId });

/** Whether these two are one company: what is known of it, and the choice. */
export const duplicateShow = defineAction(
  'duplicate.show',
  z.object({ customer: CustomerId, other: CustomerId.optional() }),
);
/** Hands the question to a colleague: to one whom the card names, or to one whom a form asks for. */
export const duplicateAsk = defineAction('duplicate.ask', Pair.extend({ person: PersonId }));
export const duplicateAsking = defineAction('duplicate.asking', Pair);
export const duplicateAskOf = defineAction('duplicate.ask-of', Pair);
export const duplicateSay = defineAction(
  'duplicate.say',
  Pair.extend({ said: z.enum(['same', 'different', 'unsaid']) }),
);
/** One question about a customer that has a short answer. */
export const customerFactOf = defineAction(
  'owner.fact',
  z.object({
    customer: CustomerId,
    fact: z.enum(['owner', 'renewal', 'tickets', 'invoices']),
  }),
);
