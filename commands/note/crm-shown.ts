import type { CrmShown } from '../../cards/note/crm-shown.ts';
import { targetName } from '../../cards/note/target-name.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Target } from '../../crm/note/target-connector.ts';
import type { WriteBackState } from '../../crm/note/write-back.ts';
import { writtenBy } from '../../crm/note/written-by.ts';
import type { Context } from '../command.ts';

/** Where something is written too, how far it is, and in whose name; null where no system is connected. */
export async function crmShown(
  target: Target,
  state: WriteBackState | null,
  context: Context,
): Promise<CrmShown | null> {
  if (target.kind === 'unconnected') return null;
  const name = targetName(target, stringsFor(context.reader));
  return { name, state, by: await writtenBy(target, state, context) };
}
