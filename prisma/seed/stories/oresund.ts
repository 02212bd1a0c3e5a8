import { invoice, subscription } from '../bills.ts';
import { nps, ticket } from '../cases.ts';
import { money } from '../companies.ts';
import { randomFor } from '../random.ts';
import { call, change, deal, mail, note, win } from '../talk.ts';
import { usage } from '../traces.ts';
import { NUMBERED } from '../year/billing.ts';
import type { Story } from './story.ts';

/** Gave notice, and stayed because of two nights at the terminal. */
export const oresund: Story = {
  company: 'oresund',
  question: 'customer oresund',
  find: 'The turn-around: notice given in writing, saved by Support, renewed for a year at a higher price.',
  tell(builder, clock) {
    ticket(builder, {
      subject: 'Container positions jump between berths',
      at: clock.workday(104, '06:40'),
      by: 'kim',
      priority: 'urgent',
      answered: 160,
      solved: 6 * 1440,
      escalated: true,
      body: 'The planner on duty does not trust the screen any more and walks. Freja Holm',
      solution:
        'Positions came over two gateways with clocks four minutes apart. One clock now, checked on the quay with Freja through two night shifts.',
      csat: {
        score: 5,
        comment: 'Kim stood on the quay at four in the morning. We shall not forget it.',
        after: 90,
      },
    });
    mail(builder, clock.workday(102, '15:30'), {
      by: 'ben',
      direction: 'inbound',
      title: 'Notice of termination',
      body: 'We end our contract at the end of the term. The reasons are known to your support. Søren Nygaard',
    });
    change(builder, clock.workday(102, '16:10'), {
      by: 'ben',
      title: 'Stage: live → at risk',
      body: 'Notice received. Told Tom, Paul and Raj.',
    });
    note(builder, clock.workday(101, '09:20'), {
      by: 'kim',
      title: 'Going to Copenhagen tonight',
      body: 'The fault shows only at night. Freja lets me watch two shifts.',
    });
    note(builder, clock.workday(98, '10:40'), {
      by: 'raj',
      title: 'Clock drift between gateways',
      body: "Kim's trace shows it. Fix is in tonight's release, with a warning when two gateways disagree.",
    });
    call(builder, clock.workday(91, '11:00'), {
      by: 'ben',
      minutes: 34,
      title: 'thinks again about leaving',
      body: 'Søren was on the quay himself. He wants four quiet weeks and then talks.',
    });
    nps(builder, clock.workday(60, '13:40'), {
      score: 9,
      comment: 'From notice to nine in six weeks. Ask Kim how.',
    });
    deal(builder, {
      name: 'Renewal with the second terminal',
      by: 'tom',
      status: 'won',
      stage: 'Closed',
      worth: 84_000,
      opened: clock.workday(55, '10:00'),
      closed: clock.workday(21, '14:20'),
      origin: 'renewal',
      product: 'Scale plan',
      why: 'Notice withdrawn; they want the second terminal in.',
      outcome: 'Renewed for a year, €12,000 more than before.',
    });
    win(builder, clock.workday(21, '14:45'), {
      by: 'tom',
      title: 'Øresund Shipping withdrew its notice and renewed',
      body: 'With Kim (Support) on the quay, Raj (Product) in the night release, Ben (Success) who kept talking. My part was the signature.',
    });
    change(builder, clock.workday(21, '15:00'), { by: 'ben', title: 'Stage: at risk → live' });
    subscription(builder, clock, {
      plan: 'Scale',
      seats: 160,
      monthly: money(7_000),
      started: 20,
      upgraded: true,
      title: 'Second terminal added, 160 seats',
    });
    invoice(builder, clock, {
      number: NUMBERED.oresund,
      money: money(42_000),
      issued: 20,
      due: -10,
      paid: 6,
      what: 'Half a year of the Scale plan, two terminals',
    });
    const chance = randomFor('oresund sessions');
    for (const days of [85, 71, 57, 43, 29])
      usage(builder, clock, { days, feature: 'Dashboards', uses: 26 - Math.floor(days / 6) });
    for (const days of [12, 8, 5, 1])
      usage(builder, clock, { days, feature: 'Dashboards', uses: 6, sessions: chance });
  },
};
