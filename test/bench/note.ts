import { memoryCrm } from '../../crm/connectors/memory.ts';
import { openDatabase } from '../../prisma/database/database.ts';
import { type LoopbackCrm, loopbackCrm } from '../crm/connectors/loopback-crm.ts';
import type { Bench } from './bench.ts';
import { READY, someNames } from './customer.ts';
import { dataset } from './dataset.ts';
import { program } from './processes.ts';
import { ms, type Row, times } from './report.ts';
import { BOT_TOKEN, SIGNING_SECRET, slackApi, slashCommand } from './slack.ts';
import { byTurns, median, quantile, spread } from './statistics.ts';

const [WARM, ROUNDS, EACH] = [100, 5, 200];

/** From the click to the acknowledgement of a note, one after the other: stored, on the timeline, and on its way to the CRM. */
export async function noting({ server }: Bench): Promise<Row[]> {
  const url = await dataset(await server(), { customers: 10_000, entries: 100_000 });
  const names = await someNames({ url: url }, 1000);
  const [slack, crm] = [
    await slackApi(),
    await loopbackCrm(memoryCrm({ id: 'crm', customers: 'any' })),
  ];
  const bot = program('test/chaos/bot.ts', [], {
    STORE: url,
    SLACK_API_URL: slack.url,
    SIGNING_SECRET,
    BOT_TOKEN,
    CRM_URL: crm.url,
    CRM_ID: 'crm',
  });
  const bare = program('test/bench/bare-note.ts', [], { DATABASE_URL: url });
  try {
    const [ours, theirs] = await Promise.all([bot.says(READY), bare.says(READY)]);
    let at = 0;
    const clicks = (target: string, count: number) => async (): Promise<number[]> => {
      const took: number[] = [];
      for (let i = 0; i < count; i += 1)
        took.push(
          await click(
            target,
            `${names[at % names.length]}: one invoice a year, said in call ${at}`,
            at++,
          ),
        );
      return took;
    };
    for (const target of [ours, theirs]) await clicks(target, WARM)();
    const before = await stored(url);
    const [ourRuns = [], theirRuns = []] = await byTurns(ROUNDS, [
      clicks(ours, EACH),
      clicks(theirs, EACH),
    ]);
    const made = (await stored(url)) - before;
    if (made !== ROUNDS * EACH) throw new Error(`${made} notes were stored of ${ROUNDS * EACH}`);
    const created: number[] = [];
    // Those before have all arrived by then, so that one more is this one.
    await settled(crm);
    for (let i = 0; i < EACH; i += 1) {
      const known = crm.memory.notes().length;
      const words = `${names[at % names.length]}: one invoice a year, said in call ${at}`;
      const begun = performance.now();
      await click(ours, words, at++);
      while (crm.memory.notes().length === known)
        await new Promise((resolve) => setTimeout(resolve, 1));
      created.push(performance.now() - begun);
    }
    const medians = (runs: number[][]) => runs.map(median);
    const said = (runs: number[][]) =>
      `median ${ms(median(medians(runs)))} (${spread(medians(runs))}), p99 ${ms(quantile(runs.flat(), 0.99))}`;
    return [
      {
        what: 'a note, from click to acknowledged, with its timeline entry, audit and way to the CRM',
        ours: said(ourRuns),
        baseline: `${said(theirRuns)} bare Bolt app, one row inserted`,
        result: times(median(medians(ourRuns)) / median(medians(theirRuns))),
        budget: '–',
        met: null,
      },
      {
        what: 'the same, from click to created in the CRM',
        ours: `median ${ms(median(created))}, p99 ${ms(quantile(created, 0.99))}`,
        baseline: '–',
        result: ms(median(created)),
        budget: '–',
        met: null,
      },
    ];
  } finally {
    await Promise.all([bot.stop(), bare.stop()]);
    slack.close();
    await crm.close();
  }
}

async function click(target: string, words: string, at: number): Promise<number> {
  const { body, headers } = slashCommand(words, at, { command: '/note' });
  const begun = performance.now();
  const answer = await fetch(`${target}/slack/events`, { method: 'POST', body, headers });
  const text = await answer.text();
  const took = performance.now() - begun;
  if (!text.includes('Noted'))
    throw new Error(`To a note it said ${answer.status}: ${text.slice(0, 300)}`);
  return took;
}

async function stored(url: string): Promise<number> {
  const database = await openDatabase({ url });
  const [row] = await database.query<{ notes: number }>('SELECT count(*)::int AS notes FROM note');
  await database.close();
  return row?.notes ?? 0;
}

/** Waits until no more notes arrive in the CRM. */
async function settled(crm: LoopbackCrm): Promise<void> {
  for (let known = -1; known !== crm.memory.notes().length; ) {
    known = crm.memory.notes().length;
    await new Promise((resolve) => setTimeout(resolve, 3_000));
  }
}
