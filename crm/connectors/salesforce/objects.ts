/**
 * Salesforce's kinds of objects that are read, in their order: whose records others belong to comes first. Leads come
 * before accounts, so that a new account is known as the customer that the lead was.
 */
export const STANDARD_OBJECTS = [
  'Lead',
  'Account',
  'Contact',
  'AccountContactRelation',
  'Opportunity',
  'Case',
  'Task',
  'Event',
  'ContentDocument',
] as const;
export type StandardObject = (typeof STANDARD_OBJECTS)[number];

/** The field with our key, which an administrator adds to activities. A write with a key that stands there is none. */
export const KEY_FIELD = 'Rapport_Key__c';
/** Only organisations with several currencies have it. */
export const CURRENCY_FIELD = 'CurrencyIsoCode';
/** Every object has these. */
export const EVERYWHERE = ['Id', 'SystemModstamp', 'CreatedDate', 'IsDeleted'];

/** The fields that are read of each kind; those that a company adds by its configuration come on top. */
export const FIELDS: Readonly<Record<StandardObject, readonly string[]>> = {
  Account: [
    'Name',
    'Type',
    'Industry',
    'BillingCity',
    'BillingCountry',
    'Website',
    'OwnerId',
    'MasterRecordId',
    CURRENCY_FIELD,
  ],
  Contact: ['Name', 'Title', 'Email', 'Phone', 'MobilePhone', 'AccountId', 'MasterRecordId'],
  AccountContactRelation: ['ContactId', 'AccountId', 'IsDirect', 'IsActive'],
  Lead: [
    'Name',
    'Company',
    'Title',
    'Email',
    'Phone',
    'MobilePhone',
    'Website',
    'Industry',
    'City',
    'Country',
    'OwnerId',
    'IsConverted',
    'ConvertedAccountId',
    'MasterRecordId',
  ],
  Opportunity: [
    'Name',
    'AccountId',
    'StageName',
    'Amount',
    'CloseDate',
    'IsClosed',
    'IsWon',
    'LastStageChangeDate',
    'LeadSource',
    'OwnerId',
    CURRENCY_FIELD,
  ],
  Case: [
    'CaseNumber',
    'AccountId',
    'Subject',
    'Description',
    'Status',
    'Priority',
    'Origin',
    'IsClosed',
    'ClosedDate',
    'IsEscalated',
    'OwnerId',
  ],
  Task: [
    'Subject',
    'Description',
    'WhoId',
    'WhatId',
    'AccountId',
    'OwnerId',
    'IsClosed',
    'CompletedDateTime',
    'TaskSubtype',
    'CallType',
    KEY_FIELD,
  ],
  Event: [
    'Subject',
    'Description',
    'WhoId',
    'WhatId',
    'AccountId',
    'OwnerId',
    'StartDateTime',
    'ActivityDate',
    'IsChild',
    KEY_FIELD,
  ],
  ContentDocument: ['Title', 'OwnerId', 'LatestPublishedVersionId'],
};

/** Only organisations that let a contact be at several accounts have it. */
export const OPTIONAL_OBJECTS: ReadonlySet<string> = new Set(['AccountContactRelation']);

/** Fields whose absence says nothing of what the key may see. */
export const OPTIONAL_FIELDS: ReadonlySet<string> = new Set([CURRENCY_FIELD, KEY_FIELD]);

export const isStandard = (name: string): name is StandardObject =>
  STANDARD_OBJECTS.some((one) => one === name);

/** The first three characters of an id say of which kind its record is. */
export const PREFIX = {
  account: '001',
  contact: '003',
  user: '005',
  opportunity: '006',
  lead: '00Q',
  case: '500',
} as const;

export const hasPrefix = (id: string | null | undefined, kind: keyof typeof PREFIX): boolean =>
  id?.startsWith(PREFIX[kind]) ?? false;
