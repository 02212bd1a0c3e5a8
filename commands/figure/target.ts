import { z } from 'zod';
import { type FigureQuery, targetForm, targetSave } from '../../cards/figure/actions.ts';
import { nearestFiguresCard } from '../../cards/figure/list.ts';
import { targetFormView } from '../../cards/figure/target-form.ts';
import { stringsFor } from '../../cards/strings.ts';
import { count, money } from '../../cards/view/format.ts';
import type { Form } from '../../cards/view/view.ts';
import { segmentText } from '../../crm/figure/segment-text.ts';
import { type Target, TargetPeriod } from '../../crm/figure/target.ts';
import { maySetTargets } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { CommandInput, type Context, defineCommand, on } from '../command.ts';
import { submitOrAgain } from '../parse/form.ts';
import { typedText } from '../parse/length.ts';
import { scopeFor, segmentNames } from './command.ts';
import { measure, showFigure, visibleKpi } from './measure.ts';
import { nearestFigures } from './parse.ts';
import { KPIS, lately, segmentOf } from './scope.ts';
import { limitsOf, type TargetValue, targetValue, targetWords } from './target-words.ts';

const Filled = z.object({
  value: typedText(LONGEST.amount).default(''),
  period: TargetPeriod,
});

export const target = defineCommand({
  name: 'target',
  listed: 'late',
  usage: 'target <figure> <value> [a week, month, quarter or year] [segment…] | off',
  summary: 'The value that a shared figure is to have; heads and administrators set it',
  examples: ['target retention 95 % a quarter', 'target nps 40 enterprise', 'target nps off'],
  phrases: [
    {
      words: [
        'set|change [the|our] {figure} target to {words}',
        'set|change [the|our] target for|of {figure} to {words}',
      ],
      typed: '{figure} {words}',
      confirm: true,
    },
  ],
  writes: true,
  args: CommandInput,
  async run({ words, quoted, people }, context) {
    const reader = { ...context.reader, zone: context.zone };
    const strings = stringsFor(reader).figure;
    const typed = [words, ...quoted]
      .join(' ')
      .replaceAll(/(?:^|\s)target(?=\s|$)/gi, ' ')
      .trim();
    const read = targetWords(typed, { kpis: KPIS, names: await segmentNames(context), reader });
    const scope = await scopeFor({ days: null, segment: read.segment }, people, context);
    if (!read.kpi && read.name !== '') {
      const nearest = nearestFigures(read.name, KPIS);
      return { kind: 'answer', view: nearestFiguresCard(read.name, nearest, { scope, reader }) };
    }
    if (!read.kpi) throw new Problem('no-figure', strings.target.noFigure);
    if (read.unread)
      throw new Problem(
        'unread-period',
        strings.target.unreadWords(read.unread, read.kpi.aliases[0] ?? ''),
      );
    const query = { ...scope, kpi: read.kpi.id };
    if (read.value.kind === 'none') return showFigure(query, context);
    await setTarget({ query, value: read.value, period: read.period }, context);
    return showFigure(query, context);
  },
  actions: [
    on(targetForm, async (query, context) => ({
      kind: 'form',
      form: await formOf(query, context),
    })),
    submitOrAgain(
      { action: targetSave, values: Filled },
      async ({ data: query, values: { value, period } }, context) => {
        const kpi = visibleKpi(query, context);
        const isEmpty = value.trim() === '';
        const read: TargetValue = isEmpty ? { kind: 'remove' } : targetValue(value, kpi);
        await setTarget({ query, value: read, period }, context);
        return showFigure(query, context);
      },
      ({ data }, context) => formOf(data, context),
    ),
  ],
});

async function formOf(query: FigureQuery, context: Context): Promise<Form> {
  await managersOnly(context);
  const kpi = visibleKpi(query, context);
  const { store, reader } = context;
  const segment = segmentOf(query);
  const now = await store.targets.get(kpi.id, segment);
  return targetFormView({
    kpi,
    query,
    segment: await segmentText(segment, context.store),
    value: now ? typedValue(kpi, now, context) : '',
    period: now?.period ?? 'quarter',
    reader,
  });
}

/** Stores it, or removes it; it is on record who did. */
async function setTarget(
  { query, value, period }: { query: FigureQuery; value: TargetValue; period: TargetPeriod | null },
  context: Context,
): Promise<void> {
  const { store, person, now, reader } = context;
  await managersOnly(context);
  const kpi = visibleKpi(query, context);
  const segment = segmentOf(query);
  const strings = stringsFor(reader).figure.target;
  if (value.kind === 'unread' && value.why !== 'number')
    throw new Problem('unread-target', strings.unread[value.why](kpi.name));
  const most = await mostOf(kpi, query, context);
  if (
    value.kind === 'unread' ||
    value.kind === 'none' ||
    (value.kind === 'value' && value.value > most)
  )
    throw new Problem('unread-target', impossible(kpi, most, context));
  const before = await store.targets.get(kpi.id, segment);
  const set: Target | null =
    value.kind === 'remove'
      ? null
      : {
          figure: kpi.id,
          segment,
          value: value.value,
          currency: value.currency,
          period: period ?? before?.period ?? 'quarter',
          setBy: person.id,
          setAt: now,
        };
  await context.audit({
    action: 'settings',
    customer: null,
    detail: {
      set: 'target',
      kpi: kpi.id,
      by: segment.kind,
      from: before ? before.value : 'none',
      to: set ? set.value : 'none',
    },
  });
  if (set) await store.targets.save(set);
  else await store.targets.remove(kpi.id, segment);
}

/** The most that a figure can be: of ratings the best answer of the scale that is in use. */
async function mostOf(kpi: Kpi, scope: FigureQuery, context: Context): Promise<number> {
  const { most } = limitsOf(kpi);
  if (kpi.unit !== 'rating') return most;
  const figure = await measure(kpi, lately(context), { scope, context });
  return figure?.best ?? most;
}

/** Says between which values it lies, where there are any. */
function impossible(kpi: Kpi, most: number, { reader }: Context) {
  const isBounded = kpi.unit === 'points' || kpi.unit === 'percent' || kpi.unit === 'rating';
  return stringsFor(reader).figure.target.unread.number(
    kpi.name,
    count(limitsOf(kpi).least, reader),
    isBounded ? count(most, reader) : null,
  );
}

/** The target as it can be typed again. */
function typedValue({ unit }: Kpi, { value, currency }: Target, { reader }: Context): string {
  if (unit === 'money' && currency) return money({ amount: value, currency }, reader);
  return count(value, reader);
}

async function managersOnly({ person, reader, audit }: Context): Promise<void> {
  if (maySetTargets(person)) return;
  await audit({
    action: 'refused',
    customer: null,
    detail: { why: 'managers-only', command: 'target' },
  });
  throw new Problem('managers-only', {
    ...stringsFor(reader).figure.target.managersOnly,
    reopens: false,
  });
}
