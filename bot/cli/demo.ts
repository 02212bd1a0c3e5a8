// npm run demo -- --remove [--yes]: takes the demo organisation out of a store.
import { parseArgs } from 'node:util';
import { Problem } from '../../crm/problem.ts';
import { countDemo, type DemoRemains, removeDemo } from '../../prisma/seed/remove.ts';
import { openStore } from '../../prisma/store.ts';
import { readConfig } from '../config.ts';
import { program } from './program.ts';

/** The one clock. */
const now = () => new Date();

const USAGE = 'Type: npm run demo -- --remove [--yes]';

await program(async () => {
  const { yes } = readArguments();
  const { store, database } = await openStore(readConfig().store, { now });
  try {
    const remains = await countDemo(database);
    const { customers = 0, colleagues = 0 } = remains.counts;
    if (customers + colleagues === 0)
      return console.log('The demo organisation is not in this store. Nothing was changed.');
    if (remains.written > 0 && !yes) throw unconfirmed(remains);
    await removeDemo(database);
    console.log(`Removed ${listed(remains)}. The audit log stays as it is.`);
  } finally {
    await store.close();
  }
});

function unconfirmed(remains: DemoRemains): Problem {
  return new Problem('unconfirmed', {
    say: `That would remove ${listed(remains)}; people here wrote ${remains.written} times about these customers or as these colleagues, and that would go too. Nothing was changed.`,
    try: 'To do it, type: npm run demo -- --remove --yes',
  });
}

const listed = ({ counts }: DemoRemains): string =>
  new Intl.ListFormat('en').format(
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${count.toLocaleString('en')} ${name}`),
  );

function readArguments(): { yes: boolean } {
  try {
    const { values } = parseArgs({
      options: { remove: { type: 'boolean' }, yes: { type: 'boolean', default: false } },
    });
    if (!values.remove) throw new Problem('usage', { say: 'Remove it?', try: USAGE });
    return { yes: values.yes };
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem('usage', { say: (cause as Error).message, try: USAGE, cause });
  }
}
