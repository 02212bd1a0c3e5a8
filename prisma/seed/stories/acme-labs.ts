import { farewell } from '../bills.ts';
import { call, note } from '../talk.ts';
import type { Story } from './story.ts';

/** A namesake that closed: what "acme" should not be mistaken for. */
export const acmeLabs: Story = {
  company: 'acme-labs',
  question: 'customer acme',
  find: 'Three customers are called Acme; this one closed two years ago.',
  tell(builder, clock) {
    call(builder, clock.workday(748, '15:10'), {
      by: 'darnell',
      minutes: 9,
      title: 'the lab in Boston closes',
      body: 'The parent company moves research to another site. Wes was sorry; he liked the alerts.',
    });
    farewell(builder, clock.workday(730, '11:00'), {
      reason: 'closed the site',
      feedback: 'The lab is closing. It was never about you.',
    });
    note(builder, clock.workday(729, '12:15'), {
      by: 'victor',
      title: 'Account closed, data exported for them',
      body: 'Sent the export, deletion is set for 30 days from now.',
    });
  },
};
