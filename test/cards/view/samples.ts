import { ActionName } from '../../../cards/view/action.ts';
import {
  bold,
  type Form,
  line,
  link,
  linkButton,
  person,
  text,
  type View,
} from '../../../cards/view/view.ts';

const source = linkButton('Open in HubSpot', 'https://app.hubspot.com/contacts/1/company/42');
const customer = { customer: 'c_acme' };

/** Every kind of block, as a customer's card would use it. */
export const card: View = {
  title: 'Acme Industries',
  blocks: [
    text('Mid-market · live since March · Berlin'),
    text(
      line`Owner ${person('Ana Ruiz', { slack: 'U0ANA', teams: '29:ana' })} · Success ${person('Ben Osei')}`,
    ),
    text(line`${bold('€48,000')} a year · renews 14 Dec, in 22 days`),
    { kind: 'heading', text: 'Before you reach out' },
    text('2 urgent tickets, one open 3 days · Mia', 'caution'),
    text('Invoice 1042 is 12 days late · Finance', 'caution'),
    { kind: 'heading', text: 'Newest', aside: '3 new since Tue' },
    {
      kind: 'entries',
      entries: [
        {
          when: 'Today 09:12',
          department: 'Support',
          what: line`"Export fails" reopened`,
          who: 'Mia',
          open: {
            action: ActionName.parse('timeline.open'),
            data: { ...customer, source: 'zendesk', externalId: '9042' },
          },
        },
        {
          when: 'Yesterday',
          department: 'Product',
          what: line`14 sessions, 3 errors`,
          open: {
            action: ActionName.parse('timeline.page'),
            data: {
              ...customer,
              departments: ['product'],
              kinds: ['usage'],
              since: '2026-11-21T08:20:00.000Z',
              until: '2026-11-21T18:20:00.001Z',
              flat: true,
            },
          },
        },
        {
          when: '12. Nov',
          department: 'Success',
          what: line`Promised ${link('SSO', 'https://acme.example/sso')} by 1 Dec`,
          who: 'Ben',
        },
      ],
    },
    {
      kind: 'facts',
      facts: [
        { label: 'Stage', value: ['Live'] },
        { label: 'Owner', value: [person('Ana Ruiz', { slack: 'U0ANA', teams: '29:ana' })] },
      ],
    },
    { kind: 'divider' },
    {
      kind: 'choices',
      choices: [
        {
          title: 'Acme Retail',
          detail: 'Leeds · €6k · Tom',
          button: {
            kind: 'press',
            label: 'Show',
            action: ActionName.parse('customer.show'),
            data: { customer: 'c_retail' },
          },
        },
      ],
    },
    {
      kind: 'image',
      url: 'https://rapport.example/charts/1.png',
      alt: 'Sessions a week, rising from 4 to 14',
    },
    {
      kind: 'chart',
      alt: 'Retention rate, three weeks: from 94 % up to 96.2 %; the target is 95 %',
      chart: {
        title: 'Retention rate',
        unit: '%',
        points: [
          { label: '2 Nov', day: '2026-11-02', value: 94, text: '94 %' },
          { label: '9 Nov', day: '2026-11-09', value: 95.1, text: '95.1 %' },
          { label: '16 Nov', day: '2026-11-16', value: 96.2, text: '96.2 %' },
        ],
        target: { value: 95, text: '95 %' },
      },
      picture: {
        light: 'https://rapport.example/charts/a.b.png',
        dark: 'https://rapport.example/charts/a.b.png?theme=dark',
      },
    },
    {
      kind: 'buttons',
      buttons: [
        {
          kind: 'press',
          label: 'Timeline',
          action: ActionName.parse('timeline.page'),
          data: customer,
          tone: 'primary',
        },
        {
          kind: 'press',
          label: 'Filter',
          action: ActionName.parse('timeline.filter'),
          data: customer,
          opens: 'form',
        },
        {
          kind: 'press',
          label: 'Share',
          action: ActionName.parse('share.post'),
          data: { ...customer, ids: ['1', '2'] },
          confirm: {
            title: 'Share with 12 people?',
            text: 'Revenue is left out.',
            yes: 'Share',
            no: 'Keep it to me',
          },
        },
      ],
      more: {
        label: 'More',
        buttons: [
          {
            kind: 'press',
            label: 'Follow',
            action: ActionName.parse('customer.follow'),
            data: { ...customer, on: true },
          },
          {
            kind: 'press',
            label: 'Why this?',
            action: ActionName.parse('customer.why'),
            data: customer,
          },
          ...(source ? [source] : []),
        ],
      },
    },
    {
      kind: 'search',
      label: 'Another customer',
      placeholder: 'Name, domain or e-mail',
      action: ActionName.parse('customer.pick'),
      data: { from: 'card' },
    },
    text('As of 09:14 · HubSpot 2 min · Zendesk 1 h', 'quiet'),
  ],
};

/** Every kind of field. */
export const form: Form = {
  title: 'Filter the timeline of Acme Industries',
  intro: line`Leave empty what you do ${bold('not')} want to narrow.`,
  fields: [
    {
      kind: 'text',
      id: 'text',
      label: 'Contains',
      placeholder: 'export',
      value: 'SSO',
      max: 200,
      optional: true,
    },
    {
      kind: 'text',
      id: 'why',
      label: 'Why',
      hint: 'Your team reads this.',
      multiline: true,
      max: 1000,
      optional: false,
    },
    {
      kind: 'choice',
      id: 'person',
      label: 'Colleague',
      options: [
        { value: 'p_ana', label: 'Ana Ruiz' },
        { value: 'p_ben', label: 'Ben Osei' },
      ],
      value: 'p_ben',
      optional: true,
    },
    {
      kind: 'choices',
      id: 'departments',
      label: 'Departments',
      options: [
        { value: 'sales', label: 'Sales' },
        { value: 'support', label: 'Support, chat' },
        { value: 'a,b', label: 'A and B' },
      ],
      values: ['support', 'a,b'],
      optional: true,
    },
    { kind: 'day', id: 'since', label: 'Since', value: '2026-10-01', optional: true },
    { kind: 'when', id: 'due', label: 'By when', value: '2026-10-02 15:00', optional: true },
    { kind: 'time', id: 'clock', label: 'At', value: '08:30', optional: false },
    { kind: 'person', id: 'who', label: 'Who', value: 'ben', user: 'U0BEN', optional: false },
    {
      kind: 'people',
      id: 'also',
      label: 'Also',
      values: ['ben', 'mia'],
      users: ['U0BEN', 'U0MIA'],
      optional: false,
    },
    {
      kind: 'customer',
      id: 'customer',
      label: 'Customer',
      value: { value: 'c_acme', label: 'Acme Industries' },
      optional: false,
    },
  ],
  submit: {
    label: 'Show',
    action: ActionName.parse('timeline.apply'),
    data: { customer: 'c_acme' },
  },
};
