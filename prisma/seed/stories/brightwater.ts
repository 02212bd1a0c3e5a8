import { nps, ticket } from '../cases.ts';
import { randomFor } from '../random.ts';
import { call, deal, mail, meeting, note } from '../talk.ts';
import { openLetter, usage } from '../traces.ts';
import type { Story } from './story.ts';

/** All is well, and the renewal is three weeks away. */
export const brightwater: Story = {
  company: 'brightwater',
  question: 'customer brightwater',
  find: 'The happy one: 10 of 10, a case study, usage rising, renewal in 20 days with nothing in its way.',
  tell(builder, clock) {
    meeting(builder, clock.workday(56, '10:00'), {
      by: 'marco',
      title: 'Interview for the case study',
      body: 'Leonie plans a week in an hour now; it took her the whole Friday. We may use the sentence and her picture.',
    });
    note(builder, clock.workday(50, '11:30'), {
      by: 'jo',
      title: 'Case study is out',
      body: '2,140 readers in its first week, 38 asked for a demo.',
    });
    nps(builder, clock.workday(41, '08:15'), { score: 10, comment: 'I have my Fridays back.' });
    meeting(builder, clock.workday(33, '13:00'), {
      by: 'ben',
      title: 'Quarterly review',
      body: 'Waste down by 7 %. Florian showed the numbers to the owners, who asked why they had not started sooner.',
    });
    ticket(builder, {
      subject: 'Can alerts follow the best-before date?',
      at: clock.workday(26, '09:35'),
      by: 'aisha',
      priority: 'low',
      answered: 6,
      solved: 55,
      body: "Yoghurt is not like tins: we would like a week's notice.",
      solution: 'Yes: Alerts, Dates, "days before". Set it up together on the phone.',
      csat: { score: 5, comment: 'Aisha knew more about yoghurt than I expected.', after: 20 },
    });
    openLetter(builder, clock.workday(18, '07:50'), `${clock.season(-20)} release`, 'cmp-1');
    deal(builder, {
      name: 'Renewal and twelve seats',
      by: 'ana',
      status: 'open',
      stage: 'Verbal yes',
      worth: 46_800,
      opened: clock.workday(16, '10:00'),
      origin: 'renewal',
      product: 'Team plan',
      why: 'They open a second cold store and want twelve seats more.',
    });
    call(builder, clock.workday(6, '11:10'), {
      by: 'ana',
      minutes: 14,
      title: 'said yes to the renewal',
      body: 'Leonie: "Send the paper, Florian signs it on the day it comes." Goes out as soon as Finance has the new seats in.',
    });
    mail(builder, clock.workday(5, '09:05'), {
      by: 'oskar',
      contact: 1,
      title: "Draft of next year's invoice",
      body: 'With the twelve seats from the first day of the new term.',
    });
    const chance = randomFor('brightwater sessions');
    for (const [nth, days] of [12, 8, 6, 5, 2, 1].entries())
      usage(builder, clock, {
        days,
        feature: nth % 2 ? 'Alerts' : 'Dashboards',
        uses: 3 + nth,
        sessions: chance,
      });
  },
};
