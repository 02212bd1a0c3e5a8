import type { CheckStep, Connector } from '../connector.ts';
import { Upstream } from '../problem.ts';

/** Tries what a system allows. Throws nothing that comes from the system. */
export async function checkConnector(connector: Connector): Promise<readonly CheckStep[]> {
  if (connector.check) return connector.check();
  const { id, reader } = connector;
  return [await checkStep({ does: 'read', what: 'customers' }, () => reader.find(id))];
}

/** Does one step, and says how it went. */
export async function checkStep(
  step: Pick<CheckStep, 'does' | 'what'>,
  work: () => Promise<unknown>,
): Promise<CheckStep> {
  try {
    await work();
    return { ...step, fault: null };
  } catch (cause) {
    if (!(cause instanceof Upstream)) throw cause;
    const { fault, reason } = cause;
    return { ...step, fault: { fault, reason } };
  }
}
