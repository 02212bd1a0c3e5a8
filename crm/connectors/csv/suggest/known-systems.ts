import type { Fields, MappedKind } from '../../mapping/mapping.ts';

/** A file that a system exports: it is known by some of its columns. Fields of columns that it lacks are left out. */
export interface KnownFile {
  system: string;
  /** The file, as people of that system call it. */
  title: string;
  columns: readonly string[];
  id: string;
  kind: MappedKind;
  fields: Fields;
  /** A column with the name of the colleague who owns the record. */
  owner?: string;
  dates?: string;
  when?: string;
}

const STATUS_OF_CASE = [
  { when: '{IsClosed} = true', use: 'solved' },
  { when: '{IsClosed} = 1', use: 'solved' },
  { use: 'open' },
];
const PRIORITY = {
  to: {
    Low: 'low',
    Medium: 'normal',
    Normal: 'normal',
    High: 'high',
    Urgent: 'urgent',
    Critical: 'urgent',
  },
  else: 'normal',
};

/** Columns as the systems' own exports name them: their documentation, 2026. */
export const KNOWN_FILES: readonly KnownFile[] = [
  {
    system: 'HubSpot',
    title: 'companies',
    columns: ['Record ID', 'Company name'],
    id: '{Record ID}',
    kind: 'customer',
    owner: 'Company owner',
    fields: {
      name: '{Company name}',
      stage: {
        map: '{Lifecycle Stage}',
        to: { Customer: 'live', Evangelist: 'live', Lead: 'lead', Subscriber: 'lead' },
        else: 'prospect',
      },
      industry: '{Industry}',
      city: '{City}',
      country: '{Country/Region}',
      domains: '{Company Domain Name}',
      since: '{Create Date}',
      also: 'hubspot {Record ID}',
    },
  },
  {
    system: 'HubSpot',
    title: 'contacts',
    columns: ['Record ID', 'First Name', 'Last Name', 'Associated Company IDs'],
    id: '{Record ID}',
    kind: 'contact',
    when: '{Associated Company IDs}',
    fields: {
      customer: '{Associated Company IDs}',
      name: '[{First Name}][ {Last Name}]',
      title: '{Job Title}',
      email: '{Email}',
      phone: '{Phone Number}',
    },
  },
  {
    system: 'HubSpot',
    title: 'deals',
    columns: ['Record ID', 'Deal Name', 'Deal Stage'],
    id: '{Record ID}',
    kind: 'deal',
    owner: 'Deal owner',
    fields: {
      customer: '{Associated Company IDs}',
      name: '{Deal Name}',
      status: {
        map: '{Deal Stage}',
        to: {
          'Closed Won': 'won',
          'Closed won': 'won',
          'Closed Lost': 'lost',
          'Closed lost': 'lost',
        },
        else: 'open',
      },
      stage: '{Deal Stage}',
      money: '{Amount}',
      openedAt: '{Create Date}',
      closedAt: '{Close Date}',
    },
  },
  {
    system: 'Salesforce',
    title: 'accounts',
    columns: ['Id', 'Name', 'BillingCountry'],
    id: '{Id}',
    kind: 'customer',
    fields: {
      name: '{Name}',
      stage: {
        map: '{Type}',
        to: { Customer: 'live', 'Customer - Direct': 'live', 'Customer - Channel': 'live' },
        else: 'prospect',
      },
      industry: '{Industry}',
      city: '{BillingCity}',
      country: '{BillingCountry}',
      domains: '{Website}',
      owner: '{OwnerId}',
      since: '{CreatedDate}',
    },
  },
  {
    system: 'Salesforce',
    title: 'users',
    columns: ['Id', 'Username', 'IsActive'],
    id: '{Id}',
    kind: 'person',
    fields: {
      name: '{Name}',
      email: '{Email}',
      title: '{Title}',
      department: 'sales',
      active: '{IsActive}',
    },
  },
  {
    system: 'Salesforce',
    title: 'contacts',
    columns: ['Id', 'AccountId', 'LastName'],
    id: '{Id}',
    kind: 'contact',
    when: '{AccountId}',
    fields: {
      customer: '{AccountId}',
      name: '[{FirstName} ]{LastName}',
      title: '{Title}',
      email: '{Email}',
      phone: '{Phone}',
    },
  },
  {
    system: 'Salesforce',
    title: 'opportunities',
    columns: ['Id', 'AccountId', 'StageName', 'IsWon', 'IsClosed'],
    id: '{Id}',
    kind: 'deal',
    fields: {
      customer: '{AccountId}',
      name: '{Name}',
      status: [
        { when: '{IsWon} = true', use: 'won' },
        { when: '{IsWon} = 1', use: 'won' },
        { when: '{IsClosed} = true', use: 'lost' },
        { when: '{IsClosed} = 1', use: 'lost' },
        { use: 'open' },
      ],
      stage: '{StageName}',
      money: '{Amount}',
      owner: '{OwnerId}',
      openedAt: '{CreatedDate}',
      closedAt: [
        { when: '{IsClosed} = true', use: '{CloseDate}' },
        { when: '{IsClosed} = 1', use: '{CloseDate}' },
      ],
    },
  },
  {
    system: 'Salesforce',
    title: 'cases',
    columns: ['Id', 'AccountId', 'Subject', 'IsClosed'],
    id: '{Id}',
    kind: 'ticket',
    fields: {
      customer: '{AccountId}',
      subject: '{Subject}',
      status: STATUS_OF_CASE,
      priority: { map: '{Priority}', ...PRIORITY },
      openedAt: '{CreatedDate}',
      solvedAt: '{ClosedDate}',
    },
  },
];
