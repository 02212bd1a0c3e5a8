import { DAY } from '../time/durations.ts';
import { defineSignal, ENTRIES, lastTouchIn, numberOf, STAGES_CHANGED, textOf } from './rule.ts';

/** An answer is a reason to call as long as it is fresh. */
const FRESH = 14 * DAY;
const SURVEYS: Readonly<Record<string, string>> = {
  csat: 'CSAT',
  nps: 'NPS',
  ces: 'effort',
  review: 'review',
};

/** A customer answered badly, and none of us was in touch since. */
export const unhappyAnswer = defineSignal({
  id: 'unhappy-answer',
  name: 'Unhappy answer',
  meaning: (percent) =>
    `A survey or a review gave ${percent} % of the best score or less, and nobody was in touch since; for 14 days.`,
  threshold: { unit: 'percent', usual: 40, least: 10, most: 70 },
  kinds: ['survey-answered', ...ENTRIES, ...STAGES_CHANGED],
  holds: true,
  field: 'identity',
  isNews: true,
  find({ answers, talks, at, customer }, percent) {
    if (customer.stage === 'churned') return null;
    const touch = lastTouchIn(talks);
    const bad = answers.filter(
      (answer) =>
        answer.score * 100 <= answer.best * percent &&
        at.getTime() - answer.at.getTime() < FRESH &&
        (!touch || touch.at <= answer.at),
    );
    const first = bad.at(-1);
    const [newest] = bad;
    if (!first || !newest) return null;
    return {
      key: `${first.source}:${first.id}`,
      detail: {
        survey: newest.survey,
        score: newest.score,
        best: newest.best,
        at: newest.at.toISOString(),
        count: bad.length,
      },
      causes: bad.map(({ source, id, survey, at: when }) => ({
        kind: 'answer',
        source,
        id,
        at: when,
        name: `${SURVEYS[survey]} answer`,
      })),
    };
  },
  tell({ survey, score, best, at, count }, words) {
    const n = numberOf(count);
    const said = `${SURVEYS[textOf(survey)] ?? 'survey'} ${words.number(numberOf(score))} of ${words.number(numberOf(best))}`;
    return {
      title: n > 1 ? words.many(n, 'unhappy answer', 'unhappy answers') : `unhappy answer, ${said}`,
      more: `${n > 1 ? `the last one ${said}, ` : ''}${words.when(textOf(at))}, nobody was in touch since`,
      next: 'call them, say that it was read, and ask what would have helped',
    };
  },
});
