import { z } from 'zod';
import { stringsFor } from '../../cards/strings.ts';
import {
  Page,
  State,
  timelineApply,
  timelineFilter,
  timelineOpen,
  timelinePage,
  timelineRun,
} from '../../cards/timeline/actions.ts';
import { entryCard } from '../../cards/timeline/entry-card.ts';
import { filterForm } from '../../cards/timeline/form.ts';
import type { Form, Values } from '../../cards/view/view.ts';
import { DepartmentId, type PersonId } from '../../crm/person/person.ts';
import { redactEntry } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { endOfDay, startOfDay } from '../../crm/time/day.ts';
import { KINDS, Kind } from '../../crm/timeline/entry.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { customerHere } from '../parse/customer-here.ts';
import { addButtonData } from '../parse/customer-phrase.ts';
import { submitOrAgain } from '../parse/form.ts';
import { CustomerValues, customerChoice, formCustomer } from '../parse/form-customer.ts';
import { checkLength, typedText } from '../parse/length.ts';
import { whichCustomer } from '../parse/which-customer.ts';
import { proposedByEntry } from '../promise/proposed.ts';
import { theirListInstead } from './instead.ts';
import { compact, customerWithName, filterSummary, page } from './page.ts';
import { timelineWords } from './parse.ts';
import { periodProblem } from './period.ts';
import { TIMELINE_PHRASES } from './phrases.ts';

const Filled = CustomerValues.partial().extend({
  departments: z.array(DepartmentId).default([]),
  kinds: z.array(Kind).default([]),
  since: z.iso.date().optional(),
  until: z.iso.date().optional(),
  person: typedText(LONGEST.name).optional(),
  text: typedText(LONGEST.search).optional(),
});

export const timeline = defineCommand({
  name: 'timeline',
  listed: 'early',
  usage:
    'timeline <customer> [since <day>] [until <day>] [only <departments or kinds>] ["words"] [@colleague]',
  summary: 'Everything every department did with a customer, newest first',
  examples: [
    'timeline acme',
    'timeline acme since monday only support',
    'timeline globex only calls, emails "renewal"',
  ],
  phrases: TIMELINE_PHRASES,
  aliases: ['history', 'log'],
  readsOnly: true,
  args: CommandInput,
  async run({ words, quoted, people }, context) {
    const departments = (await context.store.people.departments()).map(({ id }) => id);
    const here = (await customerHere(context)) !== null;
    // In a customer's room the first word may already be about what to show of them.
    const {
      customer: named,
      fault,
      ...read
    } = timelineWords(here ? ` ${words}` : words, departments, context.reader);
    if (fault)
      throw fault.kind === 'word'
        ? new Problem(
            'unread-filter',
            stringsFor(context.reader).timeline.unread(fault.word, departments),
          )
        : periodProblem(fault, context.reader);
    const [customer = '', text] = named || here ? [named, quoted[0]] : quoted;
    checkLength(text ?? '', LONGEST.search, context);
    const person = people[0] ? await colleague(people[0], context) : undefined;
    const filter = {
      ...(read.departments.length > 0 && { departments: read.departments }),
      ...(read.kinds.length > 0 && { kinds: read.kinds }),
      ...(read.since && { since: read.since.toISOString() }),
      ...(read.until && { until: read.until.toISOString() }),
      ...(person && { person }),
      ...(text && { text }),
    };
    if (!customer && !here) return { kind: 'form', form: await formOfFilter(filter, {}, context) };
    const isPlain = Object.keys(filter).join() === 'kinds';
    const theirs = isPlain && (await theirListInstead(customer, read.kinds, context));
    if (theirs) return theirs;
    const which = await whichCustomer(customer, context, {
      action: timelinePage,
      label: 'timeline',
    });
    return which.kind === 'reply'
      ? addButtonData(which.reply, filter)
      : page(Page.parse({ customer: which.id, ...filter }), context);
  },
  actions: [
    on(timelinePage, page),
    on(timelineFilter, async (state, context) => ({
      kind: 'form',
      form: await formOfFilter(state, {}, context),
    })),
    submitOrAgain(
      { action: timelineApply, values: Filled },
      filtered,
      ({ data, values }, context) => formOfFilter(data, values, context),
    ),
    /** Every entry of a run by itself. */
    on(timelineRun, async ({ run: [department, kind, oldest, newest], ...from }, context) => {
      const until = new Date(Date.parse(newest) + 1).toISOString();
      return page(
        {
          ...State.parse(from),
          departments: [department],
          kinds: [kind],
          since: oldest,
          until,
          flat: true,
          direction: 'older',
          above: 0,
        },
        context,
      );
    }),
    on(timelineOpen, async ({ entry: [source, externalId], ...from }, context) => {
      const { store, access, reader } = context;
      const [entry, customer] = await Promise.all([
        store.timeline.entry(from.customer, { source, externalId }, access),
        customerWithName(from.customer, context),
      ]);
      if (!entry) throw new Problem('entry-gone', stringsFor(reader).entry.gone);
      await context.audit({
        action: 'open-entry',
        customer: from.customer,
        detail: { source, entry: externalId },
      });
      return {
        kind: 'answer',
        view: entryCard({
          customer,
          entry: redactEntry(entry, access),
          back: compact(from),
          promised: await proposedByEntry(entry, context),
          reader,
        }),
      };
    }),
  ],
});

async function colleague(query: string, { store, reader }: Context): Promise<PersonId> {
  const [found] = await store.people.find(query, 1);
  if (!found)
    throw new Problem('unknown-colleague', stringsFor(reader).timeline.noColleague(query));
  return found.id;
}

async function filtered(
  { data, values }: { data: z.infer<typeof timelineApply.data>; values: z.infer<typeof Filled> },
  context: Context,
): Promise<Reply> {
  const { zone } = context.reader;
  const customer = data.customer ?? (await formCustomer(values, undefined, context));
  if (values.since && values.until && values.since > values.until)
    throw new Problem('period', stringsFor(context.reader).filter.order);
  const person = values.person ? await colleague(values.person, context) : undefined;
  return page(
    Page.parse(
      compact({
        customer,
        mark: data.mark,
        departments: values.departments.length > 0 ? values.departments : undefined,
        kinds: values.kinds.length > 0 ? values.kinds : undefined,
        since: values.since && startOfDay(values.since, zone).toISOString(),
        until: values.until && endOfDay(values.until, zone).toISOString(),
        person,
        text: values.text,
      }),
    ),
    context,
  );
}

type Begun = Omit<State, 'customer'> & { customer?: State['customer'] | undefined };

/** Asks for the customer as well, where none was named. */
async function formOfFilter(state: Begun, values: Values, context: Context): Promise<Form> {
  const [customer, departments, now] = await Promise.all([
    state.customer ? null : customerChoice(values, undefined, context),
    context.store.people.departments(),
    filterSummary(state, context),
  ]);
  return filterForm({
    customer,
    departments: departments.map(({ id }) => id),
    kinds: KINDS,
    now,
    data: compact({ customer: state.customer, mark: state.mark }),
    reader: context.reader,
  });
}
