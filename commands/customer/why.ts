import type { FactOrigin } from '../../cards/customer/fact-lines.ts';
import { joinedPart } from '../../cards/customer/joined-card.ts';
import { whyCard } from '../../cards/customer/why-card.ts';
import {
  CUSTOMER_FIELDS,
  type CustomerField,
  deciderOf,
  type FieldOwners,
  type SystemFacts,
} from '../../crm/customer/field-owners.ts';
import { hiddenFrom } from '../../crm/policy/policy.ts';
import type { Overview } from '../../crm/store/customers.ts';
import type { Context, Reply } from '../command.ts';

/** Why a card says what it says: the system behind each fact, by the organisation's rule, and the parts. */
export async function why(overview: Overview, context: Context): Promise<Reply> {
  const { store, person, access, reader } = context;
  const { id } = overview.customer;
  const [told, owners, joins] = await Promise.all([
    store.matches.systemFacts(id),
    store.settings.get('field-owners'),
    store.matches.joins(id),
  ]);
  const parts = await Promise.all(
    joins.map(async (join) => {
      const by = join.by === null ? null : await store.people.get(join.by);
      return {
        id: join.former,
        name: join.name,
        part: joinedPart(join, by?.name ?? null, reader),
      };
    }),
  );
  return {
    kind: 'answer',
    view: whyCard({
      overview,
      person,
      hidden: hiddenFrom(access),
      origins: CUSTOMER_FIELDS.flatMap((field) => originOf(field, told, owners ?? {}) ?? []),
      parts,
      reader,
    }),
  };
}

function originOf(
  field: CustomerField,
  told: readonly SystemFacts[],
  owners: FieldOwners,
): FactOrigin | null {
  const decider = deciderOf(field, told, owners);
  if (!decider) return null;
  const here = field === 'owner' ? decider.facts.owner_here : null;
  return typeof here === 'string'
    ? { field, source: null, at: new Date(here) }
    : { field, source: decider.source, at: decider.at };
}
