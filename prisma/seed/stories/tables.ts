import { ticket } from '../cases.ts';
import { note } from '../talk.ts';
import type { Story } from './story.ts';

/** Text from outside is text, whatever it looks like. */
export const tables: Story = {
  company: 'tables',
  question: 'customer bobby tables',
  find: 'A name full of markup, and a ticket that would ping a whole channel if text from outside were trusted.',
  tell(builder, clock) {
    ticket(builder, {
      subject: '<!channel> *free* chairs [click](javascript:alert(1))',
      at: clock.workday(5, '14:10'),
      by: 'aisha',
      priority: 'low',
      answered: 20,
      solved: 45,
      body: '</p><script>alert("chair")</script> @here <@U024BE7LH> ~~half~~ _price_ & `more`\u202E desrever\u202C',
      solution: 'Their shop system adds this to every mail. Told Bobby, who is proud of it.',
    });
    note(builder, clock.workday(4, '09:30'), {
      by: 'lea',
      title: 'The name is really spelt like that',
      body: 'Checked with the register: `Bobby <b>Tables</b> & Söhne *Ltd*`. Do not "correct" it.',
    });
  },
};
