import type { WriteBackState } from '../../crm/note/write-back.ts';
import type { Strings } from '../strings.ts';
import { firstName } from '../view/names.ts';

/** How far something is on its way to another system, as a card shows it. */
export interface CrmShown {
  /** The system's. */
  name: string;
  state: WriteBackState | null;
  /** In whose name it is there, or was to be; null where the system knows Rapport alone. */
  by: { kind: 'you' } | { kind: 'colleague'; name: string } | { kind: 'rapport' } | null;
}

/** `as you`, `as Ana`, `as Rapport`. */
export function byWords({ by }: CrmShown, { note: { crm } }: Strings): string | null {
  if (by === null) return null;
  return by.kind === 'colleague' ? crm.by.colleague(firstName(by.name)) : crm.by[by.kind];
}

/** The write that this card's reader may have go as Rapport, since it was refused in their name; null where there is none. */
export const refusedInOwnName = (crm: CrmShown | null | undefined): string | null =>
  crm?.state?.state === 'failed' && crm.by?.kind === 'you' ? crm.state.key : null;
