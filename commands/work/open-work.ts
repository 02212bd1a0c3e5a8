import type { z } from 'zod';
import { stringsFor } from '../../cards/strings.ts';
import { press } from '../../cards/view/action.ts';
import { dayOf } from '../../cards/view/format.ts';
import { openWorkShow } from '../../cards/work/actions.ts';
import { openWorkCard, type WorkOf } from '../../cards/work/open-work-card.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { sees } from '../../crm/policy/policy.ts';
import { Problem, unreachable } from '../../crm/problem.ts';
import { isLateThing, lateFirst, type OpenKind } from '../../crm/work/open-work.ts';
import type { Context, Reply } from '../command.ts';
import { withoutExtras } from '../parse/no-name.ts';
import { whichCustomer } from '../parse/which-customer.ts';
import { readWhose } from '../parse/whose.ts';
import { KINDS, MOST_OF_KIND, rowsOf, withTheirNames } from './open-rows.ts';

const LISTED = 10;
const LATE = /^(?:late|overdue)(?: |$)|(?:^| )(?:late|overdue)$/i;

interface Part {
  only: OpenKind | null;
  onlyLate: boolean;
  skip: number;
}

/** `late support`, `kim`, `acme`: theirs; null where the words say nothing but whose own list it is, late or not. */
export async function openWorkOf(
  typed: string,
  only: OpenKind | null,
  context: Context,
): Promise<Reply | null> {
  const asked = await withoutExtras(typed, context);
  const onlyLate = LATE.test(asked);
  const words = await withoutExtras(asked.replace(LATE, ' '), context);
  const part: Part = { only, onlyLate, skip: 0 };
  if (words === '') return own(part, context);
  const data = { ...(only && { only }), ...(onlyLate && { late: true as const }), skip: 0 };
  const read = await readWhose(
    words,
    {
      colleague: ({ id }) => press(openWorkShow, { ...data, person: id }),
      customer: (customer) => press(openWorkShow, { ...data, customer }),
    },
    context,
  );
  if (read.kind === 'reply') return read.reply;
  if (read.kind === 'customer') {
    const deed = { action: openWorkShow, label: 'show', orColleague: true } as const;
    const which = await whichCustomer(read.words, context, deed);
    return which.kind === 'reply' ? which.reply : showOnCustomer(which.id, part, context);
  }
  const { whose } = read;
  switch (whose.kind) {
    case 'mine':
    case 'everyone':
      return own(part, context);
    case 'department':
      return show(whose, part, context);
    case 'colleague':
      return whose.person.id === context.person.id && !onlyLate ? null : show(whose, part, context);
    default:
      return unreachable(whose);
  }
}

/** Null for the list that the command itself shows: all that is open, and handoffs, late or not. */
const own = (part: Part, context: Context): Promise<Reply> | null =>
  part.onlyLate && part.only !== 'handoffs'
    ? show({ kind: 'colleague', person: context.person }, part, context)
    : null;

/** From a button. */
export async function openWorkPage(
  { person, department, customer, only, late, skip }: z.infer<typeof openWorkShow.data>,
  context: Context,
): Promise<Reply> {
  const part = { only: only ?? null, onlyLate: late ?? false, skip };
  if (customer) return showOnCustomer(customer, part, context);
  if (department) return show({ kind: 'department', department }, part, context);
  const found = person ? await context.store.people.get(person) : null;
  if (!found)
    throw new Problem('stale', { ...stringsFor(context.reader).problem.stale, reopens: false });
  return show({ kind: 'colleague', person: found }, part, context);
}

async function showOnCustomer(customer: CustomerId, part: Part, context: Context): Promise<Reply> {
  const name = await context.store.customers.name(customer);
  if (name === null)
    throw new Problem('unknown-customer', stringsFor(context.reader).problem.unknownCustomer);
  return show({ kind: 'customer', customer, name }, part, context);
}

async function show(of: WorkOf, { only, onlyLate, skip }: Part, context: Context): Promise<Reply> {
  const { access, reader, now, audit } = context;
  if (!sees(access, 'identity'))
    throw new Problem('list-not-here', stringsFor(reader).customerList.notHere);
  const parts = await Promise.all((only ? [only] : KINDS).map((kind) => rowsOf(kind, of, context)));
  const at = { now, today: dayOf(now, reader) };
  const all = lateFirst(
    parts.flatMap(({ rows }) => rows),
    at,
  );
  const capped = parts.some((part) => part.capped);
  const late = all.filter((one) => isLateThing(one, at));
  // Names are read for those that are shown, and for no other.
  const shown = await withTheirNames((onlyLate ? late : all).slice(skip, skip + LISTED), context);
  await audit({
    action: 'look-up',
    customer: of.kind === 'customer' ? of.customer : null,
    detail: { shown: 'open work', of: of.kind, count: shown.length },
  });
  return {
    kind: 'answer',
    view: openWorkCard({
      of,
      only,
      onlyLate,
      open: all.length,
      late: late.length,
      // The late ones are read first.
      capped: { open: capped, late: capped && late.length >= MOST_OF_KIND },
      skip,
      things: shown,
      reader,
    }),
  };
}
