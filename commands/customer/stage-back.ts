import { stringsFor } from '../../cards/strings.ts';
import type { CustomerId, Stage } from '../../crm/customer/customer.ts';
import { Problem } from '../../crm/problem.ts';
import type { Context } from '../command.ts';

/** A stage that somebody set: the change's own id, the stage before it, and the one it set. */
export interface StageSet {
  customer: CustomerId;
  id: string;
  before: Stage;
  stage: Stage;
}

export const stageKey = ({ customer, id }: Pick<StageSet, 'customer' | 'id'>): string =>
  `stage:${customer}:${id}`;

/** Whether a change of the stage can be taken back: it stands or is on its way; `changed` where there is another stage now. */
export async function stageStands(
  { customer, id, stage }: StageSet,
  { store, look }: Pick<Context, 'store' | 'look'>,
): Promise<'yes' | 'changed' | 'never-set'> {
  const write = await store.writeBacks.get(stageKey({ customer, id }));
  if (!write || write.state === 'failed') return 'never-set';
  if (write.state === 'waiting') return 'yes';
  return (await look(customer))?.customer.stage === stage ? 'yes' : 'changed';
}

/** Writes the former stage there again. A change that has not gone there yet never goes. */
export async function takeStageBack(set: StageSet, context: Context): Promise<void> {
  const { store, person, now, reader } = context;
  const { customer, before } = set;
  const strings = stringsFor(reader);
  if ((await stageStands(set, context)) !== 'yes')
    throw new Problem('stage-changed', {
      ...strings.stages.changedSince(strings.stage[before]),
      reopens: false,
    });
  const waiting = await store.writeBacks.get(stageKey(set));
  if (waiting?.state === 'waiting')
    await store.writeBacks.save({
      ...waiting,
      state: 'done',
      fault: strings.stages.takenBack,
      at: now,
      remoteId: null,
    });
  const id = `${set.id}-back`;
  await context.audit({
    action: 'stage',
    customer,
    detail: { stage: before, before: set.stage, write: id, step: 'back' },
  });
  const subject = { kind: 'stage' as const, stage: before, person: person.id };
  const key = stageKey({ customer, id });
  await store.commit(
    [{ kind: 'write-back', writeBack: { key, customerId: customer, subject } }],
    now,
  );
}
