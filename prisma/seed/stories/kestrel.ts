import { invoice } from '../bills.ts';
import { money } from '../companies.ts';
import { randomFor } from '../random.ts';
import { call, deal, handoff, mail, meeting, note, win } from '../talk.ts';
import { openLetter, signup, usage, visit } from '../traces.ts';
import { NUMBERED } from '../year/billing.ts';
import type { Story } from './story.ts';

/** The biggest contract of the year, and five departments in it. */
export const kestrel: Story = {
  company: 'kestrel',
  question: 'customer kestrel',
  find: 'Won together: Marketing, Sales, Product, Support and Finance all have a part in the biggest contract of the year.',
  tell(builder, clock) {
    signup(builder, clock.workday(100, '10:15'), {
      title: 'Signed up for a webinar recording',
      body: 'Fiona MacLeod watched 41 of 45 minutes.',
      campaign: 'cmp-8',
    });
    visit(
      builder,
      clock.workday(97, '14:00'),
      'the price page',
      'From Edinburgh, three people in one hour.',
    );
    call(builder, clock.workday(95, '11:30'), {
      by: 'tom',
      minutes: 42,
      title: 'nineteen depots, one spreadsheet',
      body: 'Fiona has a budget until the end of the quarter and two other offers on her table.',
    });
    deal(builder, {
      name: 'Nineteen depots',
      by: 'tom',
      status: 'won',
      stage: 'Closed',
      worth: 120_000,
      opened: clock.workday(94, '09:00'),
      closed: clock.workday(16, '15:30'),
      origin: 'webinar',
      product: 'Scale plan',
      why: 'Spare parts for wind farms: a missing bolt stops a crane.',
      outcome: 'Three years, yearly invoice, start at once.',
    });
    openLetter(builder, clock.workday(81, '08:30'), 'Meet us at stand 4.117', 'cmp-4');
    meeting(builder, clock.workday(79, '13:30'), {
      by: 'jo',
      title: 'Fiona and Callum at our stand',
      body: 'Introduced them to Leonie of Brightwater Foods. They talked for an hour without us.',
    });
    meeting(builder, clock.workday(66, '10:00'), {
      by: 'raj',
      contact: 1,
      title: 'Showed the plan for the data link',
      body: 'Callum needs a nightly copy into their data platform. It was on the list for spring; we moved it up by a quarter.',
    });
    mail(builder, clock.workday(58, '09:40'), {
      by: 'paul',
      contact: 1,
      title: 'Answers to 71 security questions',
      body: 'Done in three days; the other two bidders asked for three weeks.',
    });
    note(builder, clock.workday(44, '16:20'), {
      by: 'fatima',
      title: 'Payment in 60 days agreed',
      body: 'Credit check is fine. In return they pay the year at once.',
    });
    mail(builder, clock.workday(17, '12:00'), {
      by: 'tom',
      direction: 'inbound',
      title: 'Board said yes',
      body: 'Seven to nil. Send the paper. Fiona',
    });
    win(builder, clock.workday(16, '15:45'), {
      by: 'tom',
      title: 'Kestrel Energy signed for three years',
      money: money(120_000),
      body: 'With Jo (Marketing), who sat them beside Leonie; Raj (Product), who moved the data link; Paul (Support), 71 answers in three days; Fatima (Finance), who found the terms.',
    });
    handoff(builder, clock.workday(15, '09:10'), {
      by: 'tom',
      title: 'Handed over to Onboarding, accepted by Nina in 40 min',
      body: `Promised: data link by ${clock.say(45)}, all depots live in 90 days. Technical contact: Callum Reid.`,
    });
    invoice(builder, clock, {
      number: NUMBERED.kestrel,
      money: money(120_000),
      issued: 14,
      due: -46,
      paid: null,
      what: 'First year of the Scale plan, nineteen depots',
    });
    meeting(builder, clock.workday(11, '10:30'), {
      by: 'nina',
      contact: 1,
      title: 'Kick-off',
      body: 'Four depots first, the islands last. Callum brings the parts list.',
    });
    meeting(builder, clock.workday(4, '14:00'), {
      by: 'emeka',
      contact: 1,
      title: 'First four depots imported',
      body: '31,000 parts; Callum had cleaned the list before we asked.',
    });
    const chance = randomFor('kestrel sessions');
    for (const days of [5, 4, 1])
      usage(builder, clock, { days, feature: 'Imports', uses: 4, sessions: chance });
  },
};
