import type { DayOff } from '../../crm/absence/day-off.ts';
import type { Handoff, Target } from '../../crm/handoff/handoff.ts';
import type { Detour } from '../../crm/handoff/routing.ts';
import type { DepartmentId, PersonId } from '../../crm/person/person.ts';
import { stringsFor } from '../strings.ts';
import { day, dayOf, type Reader } from '../view/format.ts';
import { departmentName, firstName } from '../view/names.ts';

/** A handoff with the names of everybody in it. */
export interface HandoffSummary {
  handoff: Handoff;
  customer: string;
  names: ReadonlyMap<PersonId, string>;
  fromDepartment: DepartmentId;
  /** The receiving one. */
  department: DepartmentId;
  /** Its holder does not work on the day when they have to act. */
  dayOff?: DayOff | null;
}

export const nameOf = (id: PersonId, { names }: Pick<HandoffSummary, 'names'>): string =>
  firstName(names.get(id) ?? '–');

/** `Ben` or `Onboarding`: who has to act. */
export const receiverName = (
  { handoff: { to, holder }, names }: HandoffSummary,
  reader: Reader,
): string => (holder !== null ? nameOf(holder, { names }) : targetName(to, { names }, reader));

export const targetName = (
  to: Target,
  said: Pick<HandoffSummary, 'names'>,
  reader: Reader,
): string =>
  to.kind === 'person'
    ? nameOf(to.person, said)
    : departmentName(to.department, stringsFor(reader));

/** `technical contact`. */
export const itemName = (item: string, reader: Reader): string =>
  stringsFor(reader).handoff.items[item] ?? item;

/** `technical contact, start day`: what the receiver was not told yet; empty where nothing is missing. */
export const missingWords = (handoff: Pick<Handoff, 'checklist'>, reader: Reader): string =>
  itemNames(handoff, ({ done, proposed }) => !done && !proposed, reader);

/** `start day`: the giver's words seem to say it, and nobody ticked it. */
export const proposedWords = (handoff: Pick<Handoff, 'checklist'>, reader: Reader): string =>
  itemNames(handoff, ({ done, proposed }) => !done && proposed === true, reader);

const itemNames = (
  { checklist }: Pick<Handoff, 'checklist'>,
  is: (one: Handoff['checklist'][number]) => boolean,
  reader: Reader,
): string =>
  stringsFor(reader).commas(checklist.filter(is).map(({ item }) => itemName(item, reader)));

/** `Ben is away until 30 Nov and Lea no longer works here`; empty where nobody was passed over. */
export function aroundWords(
  around: readonly Detour[],
  said: Pick<HandoffSummary, 'names'>,
  reader: Reader,
): string {
  const { handoff: strings, timeline } = stringsFor(reader);
  return timeline.and(
    around.map(({ person, until }) =>
      until
        ? strings.away(nameOf(person, said), day(dayOf(until, reader), reader))
        : strings.gone(nameOf(person, said)),
    ),
  );
}
