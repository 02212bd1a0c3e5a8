import type { CustomerRecord } from '../../../crm/customer/records.ts';
import type { Clock } from '../calendar.ts';
import { ticket } from '../cases.ts';
import { addressIn, type Company, company } from '../companies.ts';
import { type RecordBuilder, recordBuilderFor } from '../record-builder.ts';
import { call, meeting } from '../talk.ts';
import type { Story } from './story.ts';

/** The helpdesk's second record of the same company, made when somebody wrote from a new mailbox. */
const TWIN = { name: 'Lumiere Freight', id: 'org-7731' };

/** One company, two records: sales sees a calm customer, support a troubled one. */
export const lumiere: Story = {
  company: 'lumiere',
  question: 'customer lumiere freight',
  find: 'The duplicate: the CRM has Lumière Freight SAS, the helpdesk made a second one without the accent, and the open urgent ticket is there.',
  tell(builder, clock) {
    meeting(builder, clock.workday(28, '14:30'), {
      by: 'sofia',
      title: 'Quarterly review',
      body: 'Élodie is content and wonders why I know nothing of their customs trouble. No ticket on our side that I can see.',
    });
    call(builder, clock.workday(7, '10:40'), {
      by: 'ana',
      minutes: 12,
      title: 'all quiet, talked about a third depot',
      body: 'Rémi mentioned "the customs thing" and said that support knows. I see no ticket here.',
    });
  },
  besides(clock) {
    const builder = recordBuilderFor(twinOf(company('lumiere')));
    tellTwin(builder, clock);
    return [twinRecord(clock), ...builder.records];
  },
};

const twinOf = (original: Company): Company => ({
  ...original,
  key: 'lumiere-twin',
  name: TWIN.name,
  ids: { ...original.ids, crm: 'c-7731', helpdesk: TWIN.id },
});

function tellTwin(builder: RecordBuilder, clock: Clock): void {
  ticket(builder, {
    subject: 'Customs numbers missing on export papers',
    at: clock.workday(36, '09:20'),
    by: 'aisha',
    priority: 'high',
    answered: 25,
    solved: 320,
    body: 'Since the codes changed, our papers go out without a number. R. Besson',
    solution: 'Loaded the new codes by hand for them.',
    csat: { score: 4, after: 40 },
  });
  ticket(builder, {
    subject: 'Customs numbers missing again',
    at: clock.workday(2, '08:35'),
    by: 'aisha',
    priority: 'urgent',
    answered: 20,
    body: 'Two trucks stand at the border. It is the same as last month. R. Besson',
  });
}

const twinRecord = (clock: Clock): CustomerRecord => ({
  kind: 'customer',
  source: 'helpdesk',
  externalId: TWIN.id,
  name: TWIN.name,
  segment: null,
  industry: null,
  city: 'Lyon',
  country: 'France',
  stage: 'live',
  owner: null,
  revenue: null,
  renewsOn: null,
  health: null,
  since: clock.day(-37),
  domains: ['lumiere-freight.example'],
  url: addressIn('helpdesk', TWIN.id),
  references: [],
});
