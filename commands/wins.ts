import { z } from 'zod';
import { dayOf } from '../cards/format.ts';
import { winListCard } from '../cards/win-list-card.ts';
import { startOf } from '../crm/days.ts';
import { toldWin } from '../crm/told-win.ts';
import { helpAcross } from '../crm/win.ts';
import { action, allWords, type Context, defineCommand, type Reply, Words } from './command.ts';

const Month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);
const SHOWN = 8;
const MANY = 1000;

export const wins = defineCommand({
  name: 'wins',
  usage: 'wins [month]',
  summary: 'The wins of the month, and which departments helped each other',
  examples: ['wins', 'wins october'],
  args: Words,
  run: async (typed, context) => month(monthOf(allWords(typed), context), context),
  actions: { month: action(z.object({ month: Month.optional() }), async (data, context) => month(data.month ?? thisMonth(context), context)) },
});

async function month(of: string, context: Context): Promise<Reply> {
  const { store, sight, reader } = context;
  const [since, until] = [startOf(`${of}-01`, reader.zone), startOf(`${moved(of, 1)}-01`, reader.zone)];
  const [all, people] = await Promise.all([store.desk.wins({ since, until, limit: MANY }), store.people.all()]);
  const standing = all.filter(({ state }) => state === 'posted');
  const departments = new Map(people.map(({ id, department }) => [id, department]));
  await context.audit({ action: 'look-up', customer: null, detail: { shown: 'wins', wins: standing.length } });
  const count = (kind: string) => standing.filter((win) => win.kind === kind).length;
  return {
    kind: 'answer',
    view: winListCard({
      month: `${of}-01`,
      wins: await Promise.all(standing.slice(0, SHOWN).map((win) => toldWin(win, sight, store))),
      counts: { all: standing.length, saves: count('save'), turnArounds: count('turn-around') },
      help: helpAcross(standing, (id) => departments.get(id) ?? null),
      earlier: { month: moved(of, -1) },
      later: of < thisMonth(context) ? { month: moved(of, 1) } : null,
      reader,
    }),
  };
}

const thisMonth = ({ now, reader }: Context): string => dayOf(now, reader).slice(0, 7);

function moved(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

const NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `october` is the last one; what is no month is this one. */
function monthOf(typed: string, context: Context): string {
  const now = thisMonth(context);
  const exact = Month.safeParse(typed).data;
  const named = NAMES.indexOf(typed.slice(0, 3).toLowerCase());
  if (exact || named < 0) return exact ?? now;
  const found = `${now.slice(0, 4)}-${String(named + 1).padStart(2, '0')}`;
  return found > now ? moved(found, -12) : found;
}
