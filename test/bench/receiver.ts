import { READY } from './customer.ts';
import { type Load, press } from './load.ts';
import { type Program, processorTimeOf, program } from './processes.ts';
import { count, ms, type Row, times } from './report.ts';
import { byTurns, median, spread } from './statistics.ts';

const ROUNDS = 15;
const NAMES = ['Acme', 'Globex', 'Initech'];

type Turn = Load & { time: number };

/** Receiving Slack's requests: `bot/slack/receiver.ts` against Bolt's own, with its check of the signature and with ours. */
export async function receiving(): Promise<Row[]> {
  const apps = ['ours', 'bolt', 'unsigned'].map((which) =>
    program('test/bench/receiver-app.ts', [which], {}),
  );
  try {
    const turns = await Promise.all(
      apps.map(async (app) => {
        const address = await app.says(READY);
        return (seconds: number) => () => measured(app, address, seconds);
      }),
    );
    for (const turn of turns) await turn(3)();
    const [ours = [], bolt = [], unsigned = []] = await byTurns(
      ROUNDS,
      turns.map((turn) => turn(2)),
    );
    return [
      row(ours, bolt, 'ExpressReceiver'),
      row(ours, unsigned, 'ExpressReceiver behind a check of ours'),
    ];
  } finally {
    await Promise.all(apps.map((app) => app.stop()));
  }
}

async function measured({ child }: Program, address: string, seconds: number): Promise<Turn> {
  const before = processorTimeOf(child);
  const load = await press(address, NAMES, { seconds });
  if (load.failed > 0) throw new Error(`${load.failed} answers failed`);
  return { ...load, time: (processorTimeOf(child) - before) / load.answers };
}

function row(ours: readonly Turn[], theirs: readonly Turn[], name: string): Row {
  const rate = (turns: readonly Turn[]) => turns.map(({ perSecond }) => perSecond);
  const time = (turns: readonly Turn[]) => median(turns.map((turn) => turn.time));
  const said = (turns: readonly Turn[]) =>
    `${count(Math.round(median(rate(turns))))}/s (${spread(rate(turns))}), ${ms(time(turns))} of processor time each`;
  const less = ours.filter((turn, at) => turn.time < (theirs[at]?.time ?? 0)).length;
  return {
    what: 'a signed slash command received and acknowledged, nothing read',
    ours: said(ours),
    baseline: `${said(theirs)} ${name}`,
    result: `${times(median(rate(ours)) / median(rate(theirs)))} as many, ${times(time(ours) / time(theirs))} the time, less in ${less} of ${ours.length} turns`,
    budget: '–',
    met: null,
  };
}
