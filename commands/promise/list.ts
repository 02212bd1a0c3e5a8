import { promisesKeep, promisesShow } from '../../cards/promise/actions.ts';
import { type PromiseList, promiseListCard } from '../../cards/promise/list.ts';
import { stringsFor } from '../../cards/strings.ts';
import { dayOf } from '../../cards/view/format.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { DepartmentId } from '../../crm/person/person.ts';
import { seesPromise } from '../../crm/policy/policy.ts';
import { Problem, unreachable } from '../../crm/problem.ts';
import type { CustomerPromise } from '../../crm/promise/promise.ts';
import { isBroken } from '../../crm/promise/rules.ts';
import { summarizePromise } from '../../crm/promise/summary.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';
import { whichCustomer } from '../parse/which-customer.ts';
import { type Whose, whoseOf } from '../parse/which-department.ts';
import { takePromiseStep } from './steps.ts';

const LISTED = 10;
/** More than are ever open at once. */
const COUNTED = 1000;
const CLOSED = 5;

const LATE = /^(?:late|overdue|broken)$/i;

interface Which {
  customer?: CustomerId | undefined;
  department?: DepartmentId | undefined;
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
    '{customer} promises',
    {
      words: [
        'what did i promise',
        'what have i promised',
        'my|the promises',
        'my open|late|overdue|broken promises',
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
  usage: 'promises [customer | department | all | late]',
  summary: 'Open promises to customers: yours, a customer’s, a department’s, everybody’s',
  examples: ['promises', 'promises vela', 'promises my department', 'promises late'],
  readsOnly: true,
  args: CommandInput,
  run: async (input, context) => {
    const words = inputText(input).replace(/^(?:to|of|for|with) (?=\S)/i, '');
    if (LATE.test(words)) return show({ everyone: true, late: true }, null, context);
    const whose = words === '' ? MINE : await whoseOf(words, context);
    if (whose) return showOf(whose, context);
    const which = await whichCustomer(words, context, { action: promisesShow, label: 'promises' });
    return which.kind === 'reply' ? which.reply : show({ customer: which.id }, null, context);
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

const MINE: Whose = { kind: 'mine' };

function showOf(whose: Whose, context: Context): Promise<Reply> {
  switch (whose.kind) {
    case 'mine':
      return showMine(context);
    case 'everyone':
      return show({ everyone: true }, null, context);
    case 'department':
      return show({ department: whose.department }, null, context);
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
  { customer, department, everyone, late, skip = 0 }: Which,
  said: string | null,
  context: Context,
): Promise<Reply> {
  const { store, person, access, reader } = context;
  const name = customer ? await store.customers.name(customer) : null;
  if (customer && name === null)
    throw new Problem('unknown-customer', stringsFor(reader).problem.unknownCustomer);
  const all = await read({ customer, department, everyone }, context);
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
    of: everyone ? { kind: 'everyone' } : customerOr(customer, name, department),
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
  customer: CustomerId | undefined,
  name: string | null,
  department: DepartmentId | undefined,
): PromiseList['of'] {
  if (customer && name !== null) return { kind: 'customer', customer, name };
  return department ? { kind: 'department', department } : { kind: 'mine' };
}

/** As far as this person may know of them. */
async function read(
  { customer, department, everyone }: Which,
  { store, person, access }: Context,
): Promise<CustomerPromise[]> {
  const { promises: stored } = store;
  const own = department ? { department } : { by: person.id };
  const whose = everyone ? {} : own;
  const all = customer
    ? await stored.of(customer, COUNTED)
    : await stored.open({ ...whose, limit: COUNTED });
  return all.filter((one) => seesPromise(access, one));
}
