/** The kinds of records of an organisation, as `describe` tells of them. */
export interface ObjectSchema {
  label: string;
  prefix: string;
  fields: Record<string, FieldSchema>;
}

export interface FieldSchema {
  label?: string;
  type?: 'text' | 'boolean' | 'number' | 'date' | 'instant';
  nameField?: boolean;
  referenceTo?: string[];
  externalId?: boolean;
  /** Characters. */
  length?: number;
}

const text = (length = 255): FieldSchema => ({ length });
const to = (...referenceTo: string[]): FieldSchema => ({ referenceTo });
const flag: FieldSchema = { type: 'boolean' };
const instant: FieldSchema = { type: 'instant' };
const name: FieldSchema = { nameField: true, length: 255 };

const EVERYWHERE: Record<string, FieldSchema> = {
  Id: text(18),
  SystemModstamp: instant,
  CreatedDate: instant,
  CreatedById: to('User'),
  IsDeleted: flag,
};
const ACTIVITY: Record<string, FieldSchema> = {
  Subject: text(255),
  Description: text(32_000),
  WhoId: to('Contact', 'Lead'),
  WhatId: to('Account', 'Opportunity', 'Case'),
  AccountId: to('Account'),
  OwnerId: to('User', 'Group'),
  ActivityDate: { type: 'date' },
  IsArchived: flag,
};

/** A kind of record with the fields that every kind has, and these. */
export const object = (
  label: string,
  prefix: string,
  fields: Record<string, FieldSchema>,
): ObjectSchema => ({ label, prefix, fields: { ...EVERYWHERE, ...fields } });

/** An organisation as it is on its first day. */
export const standardSchema = (): Record<string, ObjectSchema> => ({
  Account: object('Account', '001', {
    Name: name,
    Type: text(),
    Industry: text(),
    BillingCity: text(),
    BillingCountry: text(),
    Website: text(),
    OwnerId: to('User'),
    MasterRecordId: to('Account'),
  }),
  Contact: object('Contact', '003', {
    Name: name,
    Title: text(),
    Email: text(),
    Phone: text(),
    MobilePhone: text(),
    AccountId: to('Account'),
    MasterRecordId: to('Contact'),
    OwnerId: to('User'),
  }),
  AccountContactRelation: object('Account Contact Relationship', '07k', {
    ContactId: to('Contact'),
    AccountId: to('Account'),
    IsDirect: flag,
    IsActive: flag,
  }),
  Lead: object('Lead', '00Q', {
    Name: name,
    Company: text(),
    Title: text(),
    Email: text(),
    Phone: text(),
    MobilePhone: text(),
    Website: text(),
    Industry: text(),
    City: text(),
    Country: text(),
    OwnerId: to('User', 'Group'),
    IsConverted: flag,
    ConvertedAccountId: to('Account'),
    MasterRecordId: to('Lead'),
  }),
  Opportunity: object('Opportunity', '006', {
    Name: name,
    AccountId: to('Account'),
    StageName: text(),
    Amount: { type: 'number' },
    CloseDate: { type: 'date' },
    IsClosed: flag,
    IsWon: flag,
    LastStageChangeDate: instant,
    LeadSource: text(),
    OwnerId: to('User'),
  }),
  Case: object('Case', '500', {
    CaseNumber: name,
    AccountId: to('Account'),
    Subject: text(),
    Description: text(32_000),
    Status: text(),
    Priority: text(),
    Origin: text(),
    IsClosed: flag,
    ClosedDate: instant,
    IsEscalated: flag,
    OwnerId: to('User', 'Group'),
  }),
  Task: object('Task', '00T', {
    ...ACTIVITY,
    Status: text(),
    IsClosed: flag,
    CompletedDateTime: instant,
    TaskSubtype: text(),
    CallType: text(),
    Rapport_Key__c: { label: 'Rapport Key', externalId: true, length: 255 },
  }),
  Event: object('Event', '00U', {
    ...ACTIVITY,
    StartDateTime: instant,
    IsChild: flag,
    Rapport_Key__c: { label: 'Rapport Key', externalId: true, length: 255 },
  }),
  ContentDocument: object('Content Document', '069', {
    Title: name,
    Description: text(1000),
    FileType: text(),
    OwnerId: to('User'),
    LatestPublishedVersionId: to('ContentVersion'),
  }),
  ContentNote: object('Note', '069', { Title: name, TextPreview: text(255) }),
  ContentVersion: object('Content Version', '068', {
    Title: name,
    VersionData: text(50_000),
    PathOnClient: text(500),
    Description: text(1000),
    ContentDocumentId: to('ContentDocument'),
    FirstPublishLocationId: to('Account', 'Task', 'User'),
  }),
  ContentDocumentLink: object('Content Document Link', '06A', {
    ContentDocumentId: to('ContentDocument'),
    LinkedEntityId: to('Account', 'Contact', 'Lead', 'Opportunity', 'Case', 'Task', 'User'),
  }),
  User: object('User', '005', {
    Name: name,
    Email: text(),
    Title: text(),
    Department: text(),
    UserRoleId: to('UserRole'),
    UserType: text(),
    IsActive: flag,
    TimeZoneSidKey: text(),
    LocaleSidKey: text(),
  }),
  UserRole: object('Role', '00E', { Name: name }),
  TaskStatus: object('Task Status', '01J', {
    ApiName: text(),
    IsClosed: flag,
    IsDefault: flag,
    SortOrder: { type: 'number' },
  }),
  Organization: object('Organization', '00D', { Name: name, TimeZoneSidKey: text() }),
});
