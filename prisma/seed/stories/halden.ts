import { nps, tellCase, ticket } from '../cases.ts';
import { randomFor } from '../random.ts';
import { call, deal, mail, note, task } from '../talk.ts';
import { usage } from '../traces.ts';
import type { Story } from './story.ts';

/** Furious at support, while sales prepares a call about more seats. */
export const halden: Story = {
  company: 'halden',
  question: 'customer halden',
  find: 'The angry one: two urgent tickets, support rated 1 of 5, escalated to the director, and sales is about to call about 40 more seats.',
  tell(builder, clock) {
    deal(builder, {
      name: '40 seats for Duisburg',
      by: 'ana',
      status: 'open',
      stage: 'Discovery',
      worth: 28_000,
      opened: clock.workday(27, '10:20'),
      origin: 'customer',
      product: 'Scale plan',
      why: 'They take over a site in Duisburg. Heike asked for a price at the fair.',
    });
    const scanners = ticket(builder, {
      subject: 'Scanners lose every third booking',
      at: clock.workday(11, '06:50'),
      by: 'kim',
      priority: 'urgent',
      answered: 340,
      escalated: true,
      body: 'Forty people book twice to be sure. We count by hand at the end of the shift. When will this stop? Matthias Hahn',
    });
    tellCase(builder, scanners, {
      at: clock.workday(8, '09:15'),
      by: 'kim',
      title: 'Asked for the network log of hall 3',
      body: 'Third question in three days; Matthias answered that he had sent it on the first.',
    });
    ticket(builder, {
      subject: 'Wrong quantities on delivery notes',
      at: clock.workday(9, '07:30'),
      by: 'aisha',
      priority: 'high',
      answered: 95,
      solved: 1440 - 40,
      body: 'A customer of ours got 12 pallets on paper and 9 on the truck.',
      solution: 'Explained that it follows from the scanner problem and closed it as a duplicate.',
      csat: { score: 1, comment: 'Closing a ticket is not solving a problem.', after: 30 },
    });
    mail(builder, clock.workday(6, '18:05'), {
      by: 'paul',
      direction: 'inbound',
      title: 'Complaint to your management',
      body: 'Eleven days, four people, no solution. If this is not fixed by the end of the month, we look for somebody else. Heike Vogt, Operations Director',
    });
    note(builder, clock.workday(5, '08:45'), {
      by: 'paul',
      title: 'Escalated to Daniel and Elin',
      body: 'One engineer of Product is on it full time. I write to Heike every day at four. Nobody else calls them without asking me.',
    });
    nps(builder, clock.workday(5, '12:30'), {
      score: 0,
      comment: 'Ask me again when our scanners work.',
    });
    note(builder, clock.workday(5, '14:00'), {
      by: 'daniel',
      title: 'May leave: decide about a credit',
      body: 'Two months free if it takes longer than this week. Fatima knows.',
      visibility: 'managers',
    });
    ticket(builder, {
      subject: 'Shift report empty since Monday',
      at: clock.workday(2, '07:10'),
      by: 'mia',
      priority: 'urgent',
      answered: 15,
      body: 'Now the report is gone as well. Heike wants to know whether anybody tests these things. Matthias Hahn',
    });
    task(builder, clock.workday(1, '16:50'), {
      by: 'ana',
      title: 'Call Heike Vogt next working day, 10:00: the 40 seats',
      body: 'Discovery call. Ask for the opening date in Duisburg and who decides.',
    });
    call(builder, clock.workday(1, '16:05'), {
      by: 'paul',
      minutes: 7,
      title: 'a fix is promised, no date',
      body: 'Heike listened and said little. Asked me not to send anybody "with a smile and a price list".',
    });
    const chance = randomFor('halden sessions');
    for (const days of [12, 9, 8, 6, 5, 2, 1])
      usage(builder, clock, {
        days,
        feature: 'Mobile app',
        uses: 5,
        errors: 2,
        error: 'Booking sent twice',
        sessions: chance,
      });
  },
};
