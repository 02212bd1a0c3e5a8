import { z } from 'zod';
import {
  duplicateAsk,
  duplicateAsking,
  duplicateAskOf,
  duplicateSay,
  duplicateShow,
} from '../../cards/customer/actions.ts';
import {
  askColleagueForm,
  pairCard,
  sameCompanyCard,
} from '../../cards/customer/same-company-card.ts';
import { openPairsCard, sameCompanyListCard } from '../../cards/customer/same-company-list.ts';
import { stringsFor } from '../../cards/strings.ts';
import { dayInWords } from '../../cards/view/format.ts';
import { joinByDots, systemName } from '../../cards/view/names.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { mayDecide, type ReadPair, readPair, sidesFor } from '../../crm/customer/read-pair.ts';
import { isManager } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';
import { customerHere } from '../parse/customer-here.ts';
import { submitOrAgain } from '../parse/form.ts';
import { typedText } from '../parse/length.ts';
import { oneColleague } from '../parse/one-colleague.ts';
import { whichCustomer } from '../parse/which-customer.ts';
import { askOf, saySame } from './duplicate-steps.ts';

export const duplicate = defineCommand({
  name: 'duplicate',
  usage: 'duplicate [customer]',
  summary:
    'Makes two records of one company one customer, and takes it back; alone: the open questions',
  examples: ['duplicate lumière freight sas', 'duplicate'],
  phrases: [
    'is|are {customer} a duplicate|double|twice [here]',
    '[do] we have {customer} twice',
    '{customer} is|exists [here] twice|double',
    'there are two|several {customer}',
    '{customer} and {name} are [the] same|one [company|customer|account]',
    {
      words: [
        'any duplicates',
        'the|our|all duplicates',
        'which customers are duplicates|double|twice',
      ],
      typed: '',
    },
  ].map((phrase) => (typeof phrase === 'string' ? { words: phrase, typed: '{customer}' } : phrase)),
  aliases: ['duplicates', 'twin'],
  args: CommandInput,
  async run(typed, context) {
    const words = inputText(typed);
    if (words.trim() === '' && !(await customerHere(context))) return openPairs(context);
    const then = { action: duplicateShow, label: 'duplicate' } as const;
    const which = await whichCustomer(words, context, then);
    return which.kind === 'reply' ? which.reply : candidates(which.id, context);
  },
  actions: [
    on(duplicateShow, ({ customer, other }, context) =>
      other ? compare(customer, other, context) : candidates(customer, context),
    ),
    on(
      duplicateSay,
      async ({ customer, other, said }, context) => {
        await saySame([customer, other], said, context);
        return compare(customer, other, context);
      },
      { writes: true },
    ),
    on(
      duplicateAsk,
      async ({ customer, other, person }, context) => {
        const colleague = await context.store.people.get(person);
        if (!colleague?.active) throw unknownColleague(context);
        await askOf([customer, other], colleague, context);
        return compare(customer, other, context);
      },
      { writes: true },
    ),
    on(
      duplicateAsking,
      async (data, { reader }) => ({ kind: 'form', form: askColleagueForm({ data, reader }) }),
      { writes: true },
    ),
    submitOrAgain(
      {
        action: duplicateAskOf,
        values: z.object({ who: typedText(LONGEST.name).min(1) }),
        writes: true,
      },
      async ({ data: { customer, other }, values: { who } }, context) => {
        await askOf([customer, other], await oneColleague(who, context), context);
        return compare(customer, other, context);
      },
      ({ data }, { reader }) => askColleagueForm({ data, reader }),
    ),
  ],
});

const unknownColleague = ({ reader }: Context): Problem =>
  new Problem('unknown-colleague', { ...stringsFor(reader).handoff.colleague(''), reopens: false });

/** More than anybody answers at once. */
const OPEN = 20;

/** Questions that wait for this colleague; managers see everybody's. */
async function openPairs({ store, person, reader, audit }: Context): Promise<Reply> {
  const isAll = isManager(person.role);
  const open = await store.matches.open(isAll ? null : person.id, OPEN + 1);
  const sides = await Promise.all(open.slice(0, OPEN).map(({ pair }) => store.matches.sides(pair)));
  const pairs = sides.flatMap(([one, other]) => (one && other ? [[one, other] as const] : []));
  await audit({ action: 'same-company', customer: null, detail: { shown: pairs.length } });
  const view = openPairsCard(pairs, { isAll, capped: open.length > OPEN }, reader);
  return { kind: 'answer', view };
}

/** Everything that may be the same company, and everything that is a part of this customer. */
async function candidates(id: CustomerId, context: Context): Promise<Reply> {
  const { store, person, access, now, reader } = context;
  const [overview, joins] = await Promise.all([
    store.customers.overview(id, person.id, access, now),
    store.matches.joins(id),
  ]);
  const strings = stringsFor(reader);
  if (!overview) throw new Problem('unknown-customer', strings.problem.unknownCustomer);
  const others = [
    ...joins.map(({ former, name, at, sources }) => ({
      id: former,
      name,
      detail: joinByDots([
        ...sources.map((source) => systemName(source, strings)),
        strings.sameCompany.partOf(dayInWords(at, reader)),
      ]),
    })),
    ...overview.lookAlikes.map((one) => ({
      id: one.id,
      name: one.name,
      detail: strings.sameCompany.look,
    })),
  ];
  const [only] = others;
  if (only && others.length === 1) return compare(id, only.id, context);
  return { kind: 'answer', view: sameCompanyListCard(overview.customer, others, reader) };
}

/** Both side by side, as things are now. */
async function compare(id: CustomerId, otherId: CustomerId, context: Context): Promise<Reply> {
  const { person, access, reader } = context;
  const pair = await thePair(id, otherId, context);
  await context.audit({
    action: 'look-up',
    customer: pair.sides[1].partOf ?? pair.sides[1].id,
    detail: { shown: 'duplicate' },
  });
  return {
    kind: 'answer',
    view: sameCompanyCard(
      pairCard({
        pair,
        sides: sidesFor(pair, access),
        person,
        decides: mayDecide(pair, person),
        reader,
      }),
    ),
  };
}

async function thePair(
  one: CustomerId,
  other: CustomerId,
  { store, reader }: Context,
): Promise<ReadPair> {
  const pair = one === other ? null : await readPair([one, other], store);
  if (!pair) throw new Problem('unknown-customer', stringsFor(reader).problem.unknownCustomer);
  return pair;
}
