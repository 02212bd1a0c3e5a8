import { change } from '../talk.ts';
import { openLetter, signup, visit } from '../traces.ts';
import type { Story } from './story.ts';

/** Wants to buy, and nobody has called. */
export const solvang: Story = {
  company: 'solvang',
  question: 'customer solvang',
  find: 'A lead fresh from the webinar: four visits to the price page since, and no call from us yet.',
  tell(builder, clock) {
    const letter = 'Counting stock in half the time: your seat';
    openLetter(builder, clock.workday(9, '08:05'), letter, 'cmp-2');
    signup(builder, clock.workday(8, '08:20'), {
      title: 'Signed up for the webinar',
      body: 'Sigrid Moen. "How many sites do you have?" Three.',
      campaign: 'cmp-2',
    });
    builder.tell({
      at: clock.workday(4, '11:00'),
      kind: 'campaign',
      channel: 'web',
      direction: 'inbound',
      source: 'marketing',
      title: 'Came to the webinar and asked two questions',
      body: '"Does it work with our robots?" and "What does it cost for three sites?"',
      record: { kind: 'campaign', id: 'cmp-2' },
    });
    change(builder, clock.workday(4, '13:30'), {
      by: 'jo',
      title: 'Lead given to Sales: Tom',
      body: 'Asked for a price. Score 92 of 100, the best of this webinar.',
    });
    visit(builder, clock.workday(3, '19:40'), 'the price page');
    visit(
      builder,
      clock.workday(2, '09:15'),
      'the price page',
      'Eleven minutes, then the page about security.',
    );
    visit(builder, clock.ago(1, '16:10'), 'the price page');
    visit(
      builder,
      clock.ago(0, '08:05'),
      'the price page',
      'And the form "Talk to us", half filled in.',
    );
  },
};
