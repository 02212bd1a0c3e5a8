import { invoice } from '../bills.ts';
import { ticket } from '../cases.ts';
import { money } from '../companies.ts';
import { randomFor } from '../random.ts';
import { call, deal, handoff, mail, meeting, note } from '../talk.ts';
import { usage } from '../traces.ts';
import { NUMBERED } from '../year/billing.ts';
import type { Story } from './story.ts';

/** Sold with a promise that never reached the people who had to keep it. */
export const vela: Story = {
  company: 'vela',
  question: 'customer vela',
  find: 'The broken promise: SSO was sold for a day that passed three weeks ago, the handoff to Onboarding was never accepted.',
  tell(builder, clock) {
    deal(builder, {
      name: 'First contract',
      by: 'ana',
      status: 'won',
      stage: 'Closed',
      worth: 33_000,
      opened: clock.workday(88, '10:10'),
      closed: clock.workday(59, '17:10'),
      origin: 'recommendation',
      product: 'Team plan',
      why: 'Eleven clinics, one store for medical supplies.',
      outcome: `Signed. Inês insisted on SSO by ${clock.say(-21)}; I promised it.`,
    });
    handoff(builder, clock.workday(59, '17:25'), {
      by: 'ana',
      title: 'Handed over to Onboarding, not accepted',
      body: `Promised: SSO by ${clock.say(-21)}, training in Portuguese. Missing: technical contact. Sent to Emeka.`,
    });
    note(builder, clock.workday(58, '09:00'), {
      by: 'nina',
      title: 'Emeka is away for two weeks',
      body: 'His open cases are with me. I found three; tell me when one of yours is missing.',
      visibility: 'department',
    });
    invoice(builder, clock, {
      number: NUMBERED.vela,
      money: money(33_000),
      issued: 56,
      due: 26,
      paid: 27,
      what: 'A year of the Team plan, 40 seats',
    });
    meeting(builder, clock.workday(49, '10:30'), {
      by: 'emeka',
      title: 'Kick-off',
      body: 'Two weeks late. Goals and dates are set; the list has imports, alerts and training. Nobody mentioned SSO, and nothing about it was in what I got.',
    });
    meeting(builder, clock.workday(37, '15:00'), {
      by: 'emeka',
      title: 'Articles of eleven clinics imported',
      body: '14,800 articles, two clinics had the same numbers for different gloves.',
    });
    mail(builder, clock.workday(20, '09:10'), {
      by: 'emeka',
      direction: 'inbound',
      contact: 1,
      title: 'When does SSO start?',
      body: `We planned it for ${clock.say(-21)}, as agreed with Ana. Our auditors come next month. Nuno Figueiredo`,
    });
    note(builder, clock.workday(20, '11:45'), {
      by: 'emeka',
      title: 'Asked Sales what was promised',
      body: 'Wrote to Ana. Product says the beta takes three customers, and Vela is not on the list.',
    });
    ticket(builder, {
      subject: 'SSO is not available in our workspace',
      at: clock.workday(12, '10:00'),
      by: 'kim',
      priority: 'high',
      answered: 45,
      waiting: true,
      body: 'The button is grey. We were told it would work by now.',
    });
    mail(builder, clock.workday(6, '08:30'), {
      by: 'ben',
      direction: 'inbound',
      contact: 0,
      title: 'Is anybody there?',
      body: 'I have asked three of your colleagues the same question. Without SSO I may not let the clinics in. Inês Carvalho',
    });
    call(builder, clock.workday(5, '16:00'), {
      by: 'ben',
      minutes: 31,
      title: 'apologised, no date to offer',
      body: 'Inês stays, if she has a date in writing this week. I need one from Raj.',
    });
    note(builder, clock.workday(4, '10:20'), {
      by: 'raj',
      title: 'SSO beta is full until next month',
      body: 'Could swap with a customer who has not started. Needs a word from Elin.',
    });
    const chance = randomFor('vela sessions');
    for (const days of [13, 9, 6])
      usage(builder, clock, { days, feature: 'Imports', uses: 2, sessions: chance });
  },
};
