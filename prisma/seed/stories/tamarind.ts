import { invoice } from '../bills.ts';
import { tellCase, ticket } from '../cases.ts';
import { money } from '../companies.ts';
import { randomFor } from '../random.ts';
import { call, mail, note } from '../talk.ts';
import { usage } from '../traces.ts';
import { NUMBERED } from '../year/billing.ts';
import type { Story } from './story.ts';

/** Would pay, if only the invoice were right. */
export const tamarind: Story = {
  company: 'tamarind',
  question: 'customer tamarind',
  find: 'Late with an invoice through our fault: asked three departments for a corrected VAT number, and got a reminder instead.',
  tell(builder, clock) {
    const number = NUMBERED.tamarind;
    invoice(builder, clock, {
      number,
      money: money(7_200),
      issued: 38,
      due: 8,
      paid: null,
      what: 'A quarter of the Team plan. VAT number: ES-B000 (old company)',
    });
    mail(builder, clock.workday(35, '10:25'), {
      by: 'oskar',
      direction: 'inbound',
      title: `Invoice ${number} has our old VAT number`,
      body: 'We are Tamarind Hotels Group since spring. With the old number we may not pay it. Please send a corrected one. Lucía Navarro',
    });
    const id = ticket(builder, {
      subject: `Corrected invoice ${number}, second request`,
      at: clock.workday(22, '09:50'),
      by: 'aisha',
      answered: 30,
      waiting: true,
      body: 'I wrote to your accounting two weeks ago and heard nothing. Lucía Navarro',
    });
    tellCase(builder, id, {
      at: clock.workday(22, '10:35'),
      by: 'aisha',
      direction: 'internal',
      title: 'Passed on to Finance',
      body: 'Not ours to correct. Sent to the finance mailbox.',
    });
    note(builder, clock.workday(15, '11:15'), {
      by: 'victor',
      title: 'New company name is in the CRM, not in billing',
      body: 'The change in spring was made here only. Billing still prints the old company.',
    });
    mail(builder, clock.workday(6, '08:10'), {
      by: 'oskar',
      title: `Reminder: invoice ${number} is overdue`,
      body: 'Sent by the system.',
    });
    call(builder, clock.workday(5, '12:20'), {
      by: 'sofia',
      minutes: 11,
      title: 'a reminder for an invoice they may not pay',
      body: 'Lucía laughed, but not kindly. She has the money ready. She needs a correction, not a reminder.',
    });
    mail(builder, clock.ago(0, '08:50'), {
      by: 'sofia',
      direction: 'inbound',
      title: 'Third request',
      body: `We close our books on ${clock.say(6)}. Can anybody of you correct invoice ${number}? Lucía Navarro`,
    });
    const chance = randomFor('tamarind sessions');
    for (const days of [12, 8, 6, 1])
      usage(builder, clock, { days, feature: 'Alerts', uses: 3, sessions: chance });
  },
};
