import { type HandoffSummary, nameOf } from '../../cards/handoff/lines.ts';
import { ownerMessage } from '../../cards/handoff/messages.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Handoff } from '../../crm/handoff/handoff.ts';
import { keepsOwners } from '../../crm/note/target-connector.ts';
import { findTarget, writeAgain } from '../../crm/note/write-back.ts';
import type { Person, PersonId } from '../../crm/person/person.ts';
import { Problem } from '../../crm/problem.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Context, Reply } from '../command.ts';
import { audit } from './offer.ts';
import { handoffReply, read } from './steps.ts';

/** Makes whoever accepted the customer their owner: in the CRM that has them, else here at once, as where the CRM knows no owners. */
export async function becomeOwner(id: string, context: Context): Promise<Reply> {
  const { store, person, reader, now, connectors } = context;
  const { handoff: strings } = stringsFor(reader);
  const people = await store.people.all();
  const said = await read(id, people, context);
  const { handoff, customer } = said;
  if (handoff.state !== 'accepted' || handoff.holder !== person.id)
    throw new Problem('not-yours', { ...strings.refused['not-yours'], reopens: false });
  const answer = (words: string): Reply => ({
    kind: 'answer',
    view: handoffReply(said, context, { said: words }),
  });
  const asked = await store.writeBacks.get(ownerKey(handoff));
  if (asked?.state === 'failed') {
    await store.commit([writeAgain(asked)], now);
    return answer(strings.own.goes(asked.source ?? strings.own.crm));
  }
  if (asked?.state === 'done' && asked.fault) return answer(strings.own.failed(asked.fault));
  const before = await store.customers.owner(handoff.customerId);
  if (before === person.id) return answer(strings.own.already(customer));
  const subject = { kind: 'owner' as const, person: person.id };
  const write = { customerId: handoff.customerId, subject };
  const target = await findTarget({ ...write, source: null }, { store, connectors });
  const system =
    target.kind === 'system' && keepsOwners(target.connector.writer) ? target.connector : null;
  const change: Change = system
    ? { kind: 'write-back', writeBack: { key: ownerKey(handoff), ...write } }
    : { kind: 'owner', customerId: handoff.customerId, person: person.id };
  await store.commit(
    [change, audit(said, 'own', context), ...tellFormerOwner(said, before, { people, context })],
    now,
  );
  return answer(system ? strings.own.goes(system.name) : strings.own.done(customer));
}

const ownerKey = ({ id, version }: Handoff): string => `owner:${id}:${version}`;

function tellFormerOwner(
  said: HandoffSummary,
  before: PersonId | null,
  { people, context }: { people: readonly Person[]; context: Context },
): Change[] {
  const owner = people.find(({ id, active }) => id === before && active);
  if (!owner) return [];
  const reader = context.readerOf(owner);
  const { receipt, whyYou } = stringsFor(reader).handoff;
  const news = receipt.owned(nameOf(context.person.id, said), said.customer);
  const message = ownerMessage(said, {
    person: owner,
    reader,
    news,
    why: whyYou.formerOwner,
    step: 'owned',
  });
  return [{ kind: 'message', message }];
}

/** How far the new owner has come on the way to the CRM; null where nobody asked for it, or all is well. */
export async function ownerState(
  handoff: Handoff,
  { store, reader, connectors }: Context,
): Promise<string | null> {
  const asked = await store.writeBacks.get(ownerKey(handoff));
  if (!asked) return null;
  const { own } = stringsFor(reader).handoff;
  const target = await findTarget(asked, { store, connectors });
  const system = target.kind === 'system' ? target.connector.name : (asked.source ?? own.crm);
  if (asked.state === 'waiting') return own.goes(system);
  // One that nobody can bring there is over, and has a fault.
  return asked.fault === null ? own.there(system) : own.failed(asked.fault);
}
