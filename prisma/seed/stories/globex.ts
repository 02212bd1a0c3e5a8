import type { Clock } from '../calendar.ts';
import { nps, ticket } from '../cases.ts';
import { randomFor } from '../random.ts';
import { mail } from '../talk.ts';
import { usage, visit } from '../traces.ts';
import type { Story } from './story.ts';

/** Sessions a day, the newest fortnight first: 148 in the last 14 days, 310 in the 14 before. */
const LATELY = [9, 10, 12, 14, 16, 18, 20, 23, 26];
const BEFORE = [27, 29, 30, 32, 34, 36, 38, 41, 43];

/** Nobody of ours has spoken to them for 31 days, and they use half of what they did. */
export const globex: Story = {
  company: 'globex',
  question: 'customer globex',
  find: 'Silent for 31 days, sessions fell from 310 to 148 in a fortnight, two unhappy answers, renews in seven weeks.',
  tell(builder, clock) {
    ticket(builder, {
      subject: 'Report for the board shows last year',
      at: clock.workday(44, '10:05'),
      by: 'kim',
      answered: 190,
      solved: 2 * 1440 - 30,
      body: 'The board meets tomorrow and the report is a year old. Please!',
      solution:
        'The report had a fixed year in its filter. Corrected, but the board had met by then.',
      csat: { score: 2, comment: 'Correct answer, a day too late for the board.', after: 60 },
    });
    mail(builder, clock.ago(31, '16:20'), {
      by: 'tom',
      title: 'How did the board take it?',
      body: 'Dana, I would like to hear how the board took the report. Half an hour this week or next?',
    });
    nps(builder, clock.workday(24, '19:10'), {
      score: 4,
      comment: 'We are asking ourselves whether we still need this. D. Fletcher',
    });
    visit(
      builder,
      clock.workday(11, '17:45'),
      'the page about exporting all data',
      'Twice, from the office network in Manchester.',
    );
    // Single sessions of more than one day would hide everything else on the card.
    const chance = randomFor('globex sessions');
    for (const [nth, days] of workdays(clock, 1).entries())
      usage(builder, clock, {
        days,
        feature: 'Dashboards',
        uses: LATELY[nth] ?? 0,
        errors: nth === 2 ? 1 : 0,
        ...(nth === 0 && { sessions: chance }),
      });
    for (const [nth, days] of workdays(clock, 15).entries())
      usage(builder, clock, { days, feature: 'Dashboards', uses: BEFORE[nth] ?? 0 });
    builder.tell({
      at: clock.workday(1, '06:30'),
      kind: 'usage',
      channel: 'product',
      direction: 'inbound',
      source: 'product',
      title: 'Half as many sessions: 148 in two weeks, 310 in the two before',
      body: 'Nine people used Dashboards a month ago; four still do.',
    });
  },
};

/** The nine nearest working days from a day on: there are always as many in 13 days. */
const workdays = (clock: Clock, from: number): number[] =>
  Array.from({ length: 13 }, (_, nth) => from + nth)
    .filter((days) => !clock.isWeekend(days))
    .slice(0, LATELY.length);
