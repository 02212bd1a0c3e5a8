import { promisesKeep, promisesShow } from '../../cards/promise/actions.ts';
import { type PromiseList, promiseListCard } from '../../cards/promise/list.ts';
import { stringsFor } from '../../cards/strings.ts';
import { press } from '../../cards/view/action.ts';
import { dayOf } from '../../cards/view/format.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { DepartmentId, Person, PersonId } from '../../crm/person/person.ts';
import { seesPromise } from '../../crm/policy/policy.ts';
import { Problem, unreachable } from '../../crm/problem.ts';
import type { CustomerPromise } from '../../crm/promise/promise.ts';
import { isBroken } from '../../crm/promise/rules.ts';
import { summarizePromise } from '../../crm/promise/summary.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { withoutExtras } from '../parse/no-name.ts';
import { whichCustomer } from '../parse/which-customer.ts';
import { type AnyWhose, readWhose, type WhoseRead, whoseWords } from '../parse/whose.ts';
import { takePromiseStep } from './steps.ts';

const LISTED = 10;
/** More than are ever open at once. */
const COUNTED = 1000;
const CLOSED = 5;

const ONLY_LATE = /^(?:late|overdue|broken)$/i;
const LATE = /^(?:late|overdue|broken) /i;

interface Which {
  customer?: CustomerId | undefined;
  department?: DepartmentId | undefined;
  /** A colleague's. */
  by?: PersonId | undefined;
  everyone?: true | undefined;
  late?: true | undefined;
  skip?: number;
}

export const promises = defineCommand({
  name: 'promises',
  phrases: [
    'what did we|you promise [to] {customer}',
    'what was|is promised to {customer}',
    'what have we promised [to] {customer}',
    'promises to|for {customer}',
    {
      words: [
        'promises of|by|from|in {term}',
        'what did|has|have {term} promise|promised',
        'did|have we keep|kept our|the promise|promises to {term}',
        'mark [the|my] promise to {term} [as] kept|done|broken',
        'which|what promises does|do {term} have [open]',
      ],
      typed: '{term}',
    },
    { words: 'late|overdue|broken promises of|by|from|in|to|at {term}', typed: 'late {term}' },
    '{customer} promises',
    {
      words: [
        'what did i promise',
        'what have i promised',
        'my|the promises',
        'my open|late|overdue|broken promises',
        'my promises [today|this week|for this week]',
        'mark the|my {term} promise [as] kept|done|broken',
      ],
      typed: 'mine',
    },
    {
      words: ['what did we|our team promise', 'our promises', 'our late|overdue|broken promises'],
      typed: 'ours',
    },
    {
      words: [
        '[all] open promises',
        "all|any|everybody's|everyone's promises",
        'which|what promises are open',
      ],
      typed: 'all',
    },
    {
      words: [
        '[all|any|the] late|overdue|broken promises',
        'which|what promises are late|overdue|broken',
      ],
      typed: 'late',
    },
  ],
  usage: 'promises [customer | @colleague | department | all | late]',
  summary: 'Open promises to customers: yours, a customer’s, a department’s, everybody’s',
  examples: ['promises', 'promises vela', 'promises my department', 'promises late'],
  readsOnly: true,
  args: CommandInput,
  run: async (input, context) => {
    const typed = await withoutExtras(whoseWords(input), context);
    if (ONLY_LATE.test(typed)) return show({ everyone: true, late: true }, null, context);
    const late = LATE.test(typed) ? ({ late: true } as const) : {};
    const words = typed.replace(LATE, '');
    const read = await readOf(words, late, context);
    if (read.kind === 'reply') return read.reply;
    if (read.kind === 'whose') return showOf(read.whose, late, context);
    const which = await whichCustomer(read.words, context, {
      action: promisesShow,
      label: 'promises',
      orColleague: true,
    });
    return which.kind === 'reply'
      ? which.reply
      : show({ customer: which.id, ...late }, null, context);
  },
  actions: [
    on(promisesShow, (which, context) => show(which, null, context)),
    on(
      promisesKeep,
      async ({ promise: id, ...which }, context) => {
        const { said } = await takePromiseStep(id, { kind: 'keep' }, context);
        return show(which, said, context);
      },
      { writes: true },
    ),
  ],
});

type Late = Pick<Which, 'late'>;

async function readOf(words: string, late: Late, context: Context): Promise<WhoseRead> {
  if (words === '') return { kind: 'whose', whose: { kind: 'mine' } };
  const colleague = ({ id }: Person) => press(promisesShow, { by: id, ...late });
  const customer = (id: CustomerId) => press(promisesShow, { customer: id, ...late });
  return readWhose(words, { colleague, customer }, context);
}

function showOf(whose: AnyWhose, late: Late, context: Context): Promise<Reply> {
  switch (whose.kind) {
    case 'mine':
      return late.late ? show(late, null, context) : showMine(context);
    case 'everyone':
      return show({ everyone: true, ...late }, null, context);
    case 'department':
      return show({ department: whose.department, ...late }, null, context);
    case 'colleague':
      return show({ by: whose.person.id, ...late }, null, context);
    default:
      return unreachable(whose);
  }
}

/** A person without an open promise is shown their department's, where it has any. */
async function showMine(context: Context): Promise<Reply> {
  const { department } = context.person;
  const [mine, theirs] = await Promise.all([read({}, context), read({ department }, context)]);
  if (mine.length > 0 || theirs.length === 0) return show({}, null, context);
  const { noneOfYours } = stringsFor(context.reader).promise.list;
  return show({ department }, noneOfYours, context);
}

async function show(
  { customer, department, by, everyone, late, skip = 0 }: Which,
  said: string | null,
  context: Context,
): Promise<Reply> {
  const { store, person, access, reader } = context;
  const name = customer ? await store.customers.name(customer) : null;
  if (customer && name === null)
    throw new Problem('unknown-customer', stringsFor(reader).problem.unknownCustomer);
  const colleague = by ? await store.people.get(by) : null;
  const all = await read({ customer, department, by, everyone }, context);
  const open = all.filter(({ state }) => state === 'open');
  const closed = all.filter(({ state }) => state !== 'open').slice(0, CLOSED);
  const today = dayOf(reader.now, reader);
  const broken = open.filter((one) => isBroken(one, today));
  const shown = late ? broken : open;
  const summaries = (promises: readonly CustomerPromise[]) =>
    Promise.all(promises.map((one) => summarizePromise(one, { person, access }, store)));
  await context.audit({
    action: 'look-up',
    customer: customer ?? null,
    detail: { shown: 'promises', count: open.length },
  });
  const list: PromiseList = {
    of: everyone
      ? { kind: 'everyone' }
      : customerOr({ customer, name, department, colleague }, person.id),
    onlyLate: late ?? false,
    open: open.length,
    late: broken.length,
    skip,
    promises: await summaries(shown.slice(skip, skip + LISTED)),
    closed: await summaries(skip === 0 ? closed : []),
    department: person.department,
    said,
    reader,
  };
  return { kind: 'answer', view: promiseListCard(list) };
}

function customerOr(
  {
    customer,
    name,
    department,
    colleague,
  }: Pick<Which, 'customer' | 'department'> & { name: string | null; colleague: Person | null },
  me: PersonId,
): PromiseList['of'] {
  if (customer && name !== null) return { kind: 'customer', customer, name };
  if (colleague && colleague.id !== me) return { kind: 'colleague', person: colleague };
  return department ? { kind: 'department', department } : { kind: 'mine' };
}

/** As far as this person may know of them. */
async function read(
  { customer, department, by, everyone }: Which,
  { store, person, access }: Context,
): Promise<CustomerPromise[]> {
  const { promises: stored } = store;
  const own = department ? { department } : { by: by ?? person.id };
  const whose = everyone ? {} : own;
  const all = customer
    ? await stored.of(customer, COUNTED)
    : await stored.open({ ...whose, limit: COUNTED });
  return all.filter((one) => seesPromise(access, one));
}
