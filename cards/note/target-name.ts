import type { Target } from '../../crm/note/target-connector.ts';
import { unreachable } from '../../crm/problem.ts';
import type { Strings } from '../strings.ts';
import { systemName } from '../view/names.ts';
import { listOr } from '../view/plural.ts';

/** The system that a note goes to, as people call it; several with "or" between where it is not known which. */
export function targetName(target: Target, strings: Strings): string {
  switch (target.kind) {
    case 'system':
      return target.connector.name;
    case 'disconnected':
      return target.source === null
        ? strings.note.crm.formerSystem
        : systemName(target.source, strings);
    case 'unclear':
    case 'unknown-customer':
      return listOr(target.connectors.map(({ name }) => name));
    case 'unconnected':
      return strings.note.crm.none;
    default:
      return unreachable(target);
  }
}
