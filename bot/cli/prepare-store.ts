// An empty store is made ready after an install, so that the first start only copies it. Without it the first start
// takes longer.
import * as jobs from '../../jobs/index.ts';
import { makeEmptyStore } from '../../prisma/empty-store.ts';

try {
  await makeEmptyStore(() => new Date(), Object.values(jobs));
} catch (cause) {
  console.warn(`The empty store was not prepared: ${String(cause)}`);
}
process.exit(0);
