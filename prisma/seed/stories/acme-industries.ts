import { invoice } from '../bills.ts';
import type { Clock } from '../calendar.ts';
import { tellCase, ticket } from '../cases.ts';
import { money } from '../companies.ts';
import { randomFor } from '../random.ts';
import type { RecordBuilder } from '../record-builder.ts';
import { call, deal, mail, meeting, note, task } from '../talk.ts';
import { openLetter, usage, visit } from '../traces.ts';
import { NUMBERED } from '../year/billing.ts';
import type { Story } from './story.ts';

/** A good customer with a bad week, three weeks before the renewal. */
export const acmeIndustries: Story = {
  company: 'acme',
  question: 'customer acme industries',
  find: 'Renews in 22 days, and has two urgent tickets, a late invoice and a promise about SSO. Read this before you call about seats.',
  tell(builder, clock) {
    invoice(builder, clock, {
      number: NUMBERED.acme,
      money: money(12_000),
      issued: 42,
      due: 12,
      paid: null,
      what: 'A quarter of the Team plan, 48 seats',
    });
    meeting(builder, clock.workday(34, '14:00'), {
      by: 'ben',
      title: 'Quarterly review',
      body: 'Stock-outs down from 11 to 4. Jonas wants the export to reach their carrier without anybody touching it. Katrin asked for one invoice a year instead of four.',
    });
    note(builder, clock.workday(34, '15:10'), {
      by: 'ben',
      title: 'CFO wants one invoice a year',
      body: 'Katrin Seidel: "Four invoices are four approvals." Told Finance; to be settled with the renewal.',
    });
    deal(builder, {
      name: 'Renewal, three years',
      by: 'ana',
      status: 'open',
      stage: 'Offer sent',
      worth: 48_000,
      opened: clock.workday(29, '10:30'),
      origin: 'renewal',
      product: 'Team plan',
      why: 'Jonas wants three years if SSO comes. Katrin signs.',
    });
    openLetter(builder, clock.workday(19, '08:25'), `${clock.season(-20)} release`, 'cmp-1');
    mail(builder, clock.workday(15, '11:20'), {
      by: 'ana',
      contact: 1,
      title: 'Offer for three years',
      body: '48 seats, the price of today for three years, one invoice a year.',
    });
    call(builder, clock.workday(10, '15:05'), {
      by: 'ben',
      minutes: 26,
      contact: 2,
      title: `promised SSO by ${clock.say(9)}`,
      body: `Murat's auditors want single sign-on. Raj says the beta is ready for them; I promised it by ${clock.say(9)} and will set it up with Murat.`,
    });
    task(builder, clock.workday(10, '15:40'), {
      by: 'raj',
      title: `Open the SSO beta for Acme by ${clock.say(9)}`,
      body: 'Needs their metadata file from Murat. Asked him for it.',
    });
    note(builder, clock.workday(8, '09:50'), {
      by: 'fatima',
      title: `Reminder for invoice ${NUMBERED.acme}`,
      body: 'Their portal wants a purchase order number that nobody gave us. Asked Katrin for it, no answer yet.',
      visibility: 'department',
    });
    visit(
      builder,
      clock.workday(6, '13:15'),
      'the page about single sign-on',
      'Three times in one afternoon.',
    );
    tellExport(builder, clock);
    ticket(builder, {
      subject: 'Night import stops at 60 %',
      at: clock.ago(3, '08:40'),
      by: 'mia',
      priority: 'urgent',
      answered: 12,
      escalated: true,
      body: 'Since last night only a part of our articles arrives. The warehouse picks from a list of the day before. Murat Yıldız',
    });
    call(builder, clock.workday(3, '16:40'), {
      by: 'ana',
      minutes: 18,
      title: 'asked about seats',
      body: 'Jonas asked what 20 more seats cost for the site in Potsdam. He sounded short: "First the import, then we talk." Offer after the tickets are closed.',
    });
    note(builder, clock.workday(2, '10:15'), {
      by: 'ingrid',
      title: 'Room for the renewal',
      body: 'Ana may go to 10 % for three years. No further, and not before the tickets are closed.',
      visibility: 'managers',
    });
    const chance = randomFor('acme sessions');
    for (const days of [8, 5, 2])
      usage(builder, clock, { days, feature: 'Dashboards', uses: 3, sessions: chance });
    usage(builder, clock, { days: 1, feature: 'Dashboards', uses: 8, sessions: chance });
    usage(builder, clock, {
      days: 1,
      feature: 'Export',
      uses: 6,
      errors: 3,
      error: 'Export of more than 10,000 rows stopped half way',
      sessions: chance,
    });
  },
};

/** Solved four days ago, and back this morning. */
function tellExport(builder: RecordBuilder, clock: Clock): void {
  const words = { subject: 'Export fails', by: 'mia', priority: 'urgent' } as const;
  ticket(builder, {
    ...words,
    at: clock.ago(4, '07:05'),
    answered: 9,
    solved: 240,
    body: 'The export to our carrier ends with "Something went wrong" after two minutes.',
    solution: 'Export split into two files of 10,000 rows each; Murat confirmed that both arrived.',
    csat: { score: 4, comment: 'Quick. I hope it holds.', after: 50 },
  });
  const again = ticket(builder, {
    ...words,
    at: clock.ago(0, '09:12'),
    opening: '"Export fails" reopened',
    body: 'It fails again, on the second file. We have a truck at eleven. Jonas Weber',
  });
  tellCase(builder, again, {
    at: clock.ago(0, '09:20'),
    by: 'mia',
    direction: 'internal',
    title: 'Asked Product for the log of the second file',
    body: 'Same error as four days ago, other worker. Raj looks at it now.',
    visibility: 'department',
  });
}
