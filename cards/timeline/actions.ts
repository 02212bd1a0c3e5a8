import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { DepartmentId, PersonId } from '../../crm/person/person.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { EntryKey, KINDS, Kind } from '../../crm/timeline/entry.ts';
import { defineAction } from '../view/action.ts';

const Instant = z.iso.datetime();

/** The shown part of a customer's timeline. */
export const State = z.object({
  customer: CustomerId,
  departments: z.array(DepartmentId).max(20).optional(),
  kinds: z.array(Kind).max(KINDS.length).optional(),
  since: Instant.optional(),
  until: Instant.optional(),
  person: PersonId.optional(),
  text: z.string().max(LONGEST.search).optional(),
  /** The reader's last look before this one; kept while paging, since looking moves it. */
  mark: Instant.nullish(),
  /** Shows every entry by itself. */
  flat: z.boolean().optional(),
  /** The card that the entries stand on, where that is no timeline. */
  from: z.enum(['customer', 'handoff']).optional(),
});
export type State = z.infer<typeof State>;

export const Page = State.extend({
  direction: z.enum(['older', 'newer']).default('older'),
  at: Instant.optional(),
  source: z.string().optional(),
  externalId: z.string().optional(),
  /** How many lines lay above this page, and how many there were, when the button was made. */
  above: z.number().int().min(0).default(0),
  of: z.number().int().min(0).optional(),
});
export type Page = z.infer<typeof Page>;

export const timelinePage = defineAction('timeline.page', Page);
export const timelineFilter = defineAction('timeline.filter', State);
/** Without a customer, the form asks for one. */
export const timelineApply = defineAction('timeline.apply', State.partial({ customer: true }));
/** Opens a run of like entries: their department, their kind, their oldest and their newest instant. */
export const timelineRun = defineAction(
  'timeline.run',
  Page.extend({ run: z.tuple([DepartmentId, Kind, Instant, Instant]) }),
);
/** An entry, and the page it was opened from. */
export const timelineOpen = defineAction(
  'timeline.open',
  Page.extend({ entry: z.tuple([EntryKey.shape.source, EntryKey.shape.externalId]) }),
);
