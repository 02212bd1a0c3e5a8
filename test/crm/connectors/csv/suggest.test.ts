import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { loadMapping } from '../../../../crm/connectors/csv/load.ts';
import { planImport } from '../../../../crm/connectors/csv/plan.ts';
import { suggestMapping } from '../../../../crm/connectors/csv/suggest/suggest.ts';
import { Problem } from '../../../../crm/problem.ts';
import { type Files, folderOf, importFolder } from '../../../import-files.ts';
import { REFERENCE } from '../../../missing-reference.ts';
import { type FreshStore, freshStore } from '../../../store.ts';
import { workbook } from '../../../workbook.ts';
import { now } from './day.ts';

let opened: FreshStore | undefined;
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

/** Suggests a mapping for files and imports them by it, as it stands. */
async function imported(files: Files) {
  const { folder } = folderOf('', {});
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const { yaml, notes } = await suggestMapping(folder);
  const mapping = join(folder, 'suggested.yaml');
  writeFileSync(mapping, yaml);
  opened = await freshStore('server');
  const { rejects, summary } = await importFolder(opened.database, now, {
    mapping,
    folder,
    files: {},
  });
  const counts = await opened.store.records.counts();
  return {
    yaml,
    notes,
    rejects,
    summary,
    counts: Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0)),
  };
}
const query = (sql: string) => opened?.database.query(sql);

/** Small exports in the form in which each system writes them. */
const EXPORTS: Readonly<Record<string, { files: Files; counts: object }>> = {
  HubSpot: {
    files: {
      'all-companies.csv': `"Record ID","Company name","Company owner","Create Date","Phone Number","City","Country/Region","Industry","Company Domain Name","Lifecycle Stage"
"901","Acme GmbH","Ana Ruiz","2024-01-31 10:15","","Kiel","Germany","Retail","acme.example","Customer"
"902","Globex","","2024-02-01 09:00","","","","","","Opportunity"
`,
      'all-contacts.csv': `"Record ID","First Name","Last Name","Email","Phone Number","Job Title","Associated Company IDs"
"51","Pat","Sample","pat@acme.example","+49 431 1","Buyer","901"
"52","","","nobody@x.example","","",""
`,
      'all-deals.csv': `"Record ID","Deal Name","Deal Stage","Close Date","Deal owner","Amount","Pipeline","Create Date","Associated Company IDs"
"71","Chairs","Closed Won","2024-03-01 12:00","Ana Ruiz","1200.50","Sales","2024-02-01 12:00","901"
"72","Tables","Presentation Scheduled","","Ana Ruiz","","Sales","2024-02-03 12:00","902"
`,
    },
    counts: { customer: 2, contact: 1, deal: 2, person: 1, department: 1, entry: 3 },
  },
  Salesforce: {
    files: {
      'Account.csv': `"Id","IsDeleted","Name","Type","BillingCity","BillingCountry","Website","Industry","OwnerId","CreatedDate"
"001x1","0","Acme GmbH","Customer - Direct","Kiel","Germany","https://acme.example","Retail","005u1","2024-01-31 10:15:00"
`,
      'Contact.csv': `"Id","AccountId","LastName","FirstName","Email","Phone","Title"
"003x1","001x1","Sample","Pat","pat@acme.example","","Buyer"
"003x2","","Nobody","","","",""
`,
      'Opportunity.csv': `"Id","AccountId","Name","StageName","Amount","CloseDate","IsClosed","IsWon","OwnerId","CreatedDate"
"006x1","001x1","Chairs","Closed Won","1200.5","2024-03-01","1","1","005u1","2024-02-01 12:00:00"
"006x2","001x1","Tables","Prospecting","","2024-09-01","0","0","005u1","2024-02-03 12:00:00"
`,
      'Case.csv': `"Id","AccountId","Subject","Status","Priority","IsClosed","ClosedDate","CreatedDate"
"500x1","001x1","It squeaks","Closed","Medium","1","2024-04-02 10:00:00","2024-04-01 10:00:00"
`,
      'User.csv': `"Id","Username","Name","Email","Title","IsActive"
"005u1","ana@us.example","Ana Ruiz","ana@us.example","Sales","1"
`,
    },
    counts: { customer: 1, contact: 1, deal: 2, ticket: 1, person: 1, department: 1, entry: 3 },
  },
  Zendesk: {
    files: {
      'organizations.csv': `id,name,domain_names,created_at
360,Acme GmbH,acme.example,2024-01-31T10:15:00Z
`,
      'tickets.csv': `id,subject,status,priority,organization_id,created_at,solved_at
1,It squeaks,closed,high,360,2024-04-01T10:00:00Z,2024-04-02T10:00:00Z
2,How much?,pending,,360,2024-05-01T10:00:00Z,
`,
    },
    counts: { customer: 1, ticket: 2 },
  },
  Intercom: {
    files: {
      'companies.csv': `Company ID,Company name,Company created at,Plan,Monthly spend,Industry,Website
c1,Acme GmbH,2024-01-31,Team,100.5,Retail,https://acme.example
`,
      'users.csv': `User ID,Name,Email,Phone,Company ID
u1,Pat Sample,pat@acme.example,,c1
u2,,kit@acme.example,,c1
u3,Nobody,,,
`,
    },
    counts: { customer: 1, contact: 2 },
  },
  Stripe: {
    files: {
      'customers.csv': `id,Description,Email,Name,Created (UTC),Currency
cus_1,,pat@acme.example,Acme GmbH,2024-01-31 10:15,eur
cus_2,,kit@globex.example,,2024-01-31 10:15,
`,
      'invoices.csv': `id,Amount Due,Amount Paid,Currency,Customer,Date (UTC),Due Date (UTC),Number,Paid At (UTC),Status,Total
in_1,120.50,120.50,eur,cus_1,2024-02-01 00:10,2024-02-15 00:10,A-0001,2024-02-02 08:00,paid,120.50
in_2,7000,0,jpy,cus_2,2024-03-01 00:10,,A-0002,,open,7000
in_3,10,0,eur,cus_2,2024-03-01 00:10,,,,draft,10
`,
      'subscriptions.csv': `id,Customer ID,Plan,Quantity,Currency,Interval,Amount,Status,Start Date (UTC),Ended At (UTC)
sub_1,cus_1,Team,3,eur,month,10.00,active,2024-02-01 00:10,
sub_2,cus_2,Scale,2,eur,year,60.00,canceled,2023-02-01 00:10,2024-02-01 00:10
`,
      'payments.csv': `id,Created date (UTC),Amount,Currency,Status,Customer ID,Invoice ID,Payment Source Type
ch_1,2024-02-02 08:00,120.50,eur,Paid,cus_1,in_1,card
ch_2,2024-03-02 08:00,7000,jpy,Failed,cus_2,in_2,card
`,
    },
    counts: { customer: 2, invoice: 2, subscription: 2, payment: 2, entry: 3 },
  },
  Pipedrive: {
    files: {
      'organizations.csv': `"Organization - ID","Organization - Name","Organization - Owner","Organization - Organization created"
"1","Acme GmbH","Ana Ruiz","2024-01-31 10:15:00"
`,
      'people.csv': `"Person - ID","Person - Name","Person - Organization","Person - Email - Work","Person - Phone - Work"
"4","Pat Sample","Acme GmbH","pat@acme.example",""
`,
      'deals.csv': `"Deal - ID","Deal - Title","Deal - Organization","Deal - Value","Deal - Currency of Value","Deal - Status","Deal - Stage","Deal - Owner","Deal - Deal created","Deal - Deal closed on"
"8","Chairs","Acme GmbH","1200.5","EUR","Won","Qualified","Ana Ruiz","2024-02-01 12:00:00","2024-03-01 12:00:00"
"9","Tables","Acme GmbH","","","Open","Qualified","Ana Ruiz","2024-02-03 12:00:00",""
`,
    },
    counts: { customer: 1, contact: 1, deal: 2, person: 1, department: 1, entry: 3 },
  },
};

describe('exports of systems are recognised, and imported without an edit', () => {
  test.each(Object.keys(EXPORTS))('%s', async (system) => {
    const { files = {}, counts } = EXPORTS[system] ?? {};
    const found = await imported(files);
    expect(found.rejects).toEqual([]);
    expect(found.counts).toEqual(counts);
    for (const note of found.notes) expect(note).toContain(`of ${system}.`);
  });

  test('amounts, days and states come out right', async () => {
    await imported(EXPORTS['Stripe']?.files ?? {});
    expect(
      await query(
        'SELECT external_id AS id, amount::float AS n, currency, due_on::text AS due, paid_on::text AS paid FROM invoice ORDER BY 1',
      ),
    ).toEqual([
      { id: 'in_1', n: 120_50, currency: 'EUR', due: '2024-02-15', paid: '2024-02-02' },
      { id: 'in_2', n: 7000, currency: 'JPY', due: null, paid: null },
    ]);
    expect(
      await query(
        'SELECT monthly::float AS n, ended_on IS NOT NULL AS ended FROM subscription ORDER BY external_id',
      ),
    ).toEqual([
      { n: 30_00, ended: false },
      { n: 10_00, ended: true },
    ]);
    expect(await query('SELECT status FROM payment ORDER BY external_id')).toEqual([
      { status: 'received' },
      { status: 'failed' },
    ]);
  });
});

describe('other files are guessed', () => {
  test('a German export: its delimiter, letters, dates and numbers', async () => {
    const latin = (text: string) => Buffer.from(text, 'latin1');
    const { rejects, counts, yaml, notes } = await imported({
      'Kunden_customers.csv': latin(
        'Id;Name;City;Revenue;Created\r\n1;Müller;Köln;1.234,50;31.01.2024\r\n2;Süd AG;;0,5;01.02.2024\r\n',
      ),
      'Tickets.csv': latin(
        'Nr;Ticket ID;Customer ID;Subject;Status;Created;Closed\r\n1;T1;1;Tür klemmt;erledigt;01.02.2024;03.02.2024\r\n2;T2;2;Öl;offen;05.02.2024;\r\n',
      ),
    });
    expect(rejects).toEqual([]);
    expect(counts).toEqual({ customer: 2, ticket: 2 });
    expect(
      await query(
        'SELECT name, city, revenue::float AS revenue, since::text FROM customer ORDER BY 1',
      ),
    ).toEqual([
      { name: 'Müller', city: 'Köln', revenue: 1234_50, since: '2024-01-31' },
      { name: 'Süd AG', city: null, revenue: 50, since: '2024-02-01' },
    ]);
    expect(await query('SELECT external_id AS id, status FROM ticket ORDER BY 1')).toEqual([
      { id: 'T1', status: 'solved' },
      { id: 'T2', status: 'open' },
    ]);
    expect(yaml).toContain('encoding: windows-1252');
    expect(notes.join(' ')).toContain('Not used: Nr, Status');
  });

  test('firms without an id, things that happened, and a workbook', async () => {
    const { rejects, counts } = await imported({
      'companies.xlsx': workbook({
        Sheet1: [
          ['Company', 'Website'],
          ['Acme', 'acme.example'],
          ['Globex', null],
        ],
      }),
      'calls.csv':
        'Company,When date,Topic,Notes\nAcme,3/14/2024,Prices,They asked\nGlobex,3/15/2024,Seats,\n',
      'opportunities.csv':
        'id,company,stage,amount\n1,Acme,Closed Won,$5\n2,Globex,Talking,$6\n3,Globex,Lost deal,\n',
      'payments.csv': 'payment_id,company,paid_at,amount,currency\np1,Acme,2024-03-01,5,eur\n',
    });
    expect(rejects).toEqual([]);
    expect(counts).toMatchObject({ customer: 2, deal: 3, payment: 1 });
    expect(
      await query("SELECT title, body, at FROM entry WHERE kind = 'note' ORDER BY at"),
    ).toMatchObject([
      { title: 'Prices', body: 'They asked' },
      { title: 'Seats', body: null },
    ]);
    expect(await query('SELECT status, currency FROM deal ORDER BY external_id')).toEqual([
      { status: 'won', currency: 'USD' },
      { status: 'open', currency: 'USD' },
      { status: 'lost', currency: null },
    ]);
  });

  test('dates of which day and month may be the other way round are said', async () => {
    const { notes } = await imported({ 'customers.csv': 'id,name,created\n1,Acme,3/4/2024\n' });
    expect(notes).toEqual([
      'customers.csv: guessed to be customers. Its dates are read as d/m/yyyy, and may be m/d/yyyy.',
    ]);
  });

  test.each([
    [{}, /has no CSV file and no Excel workbook\. Give the folder/],
    [
      { 'x.csv': 'a,b\n1,2\n' },
      /No file of .* is understood: x\.csv: not understood; it has a, b\. Write a mapping/,
    ],
  ])('%j: it says what to do', async (files, says) => {
    const said = await imported(files).catch((cause: unknown) =>
      cause instanceof Problem ? `${cause.say} ${cause.try}` : String(cause),
    );
    expect(said).toMatch(says);
  });
});

const DATA = resolve('../shared/data');
test.skipIf(!existsSync(DATA)).each(['ravenstack', 'maven_crm', 'olist_marketing_funnel'])(
  `${REFERENCE} the suggested mapping of %s can be planned`,
  async (name) => {
    const { yaml } = await suggestMapping(join(DATA, name));
    const { mapping } = folderOf(yaml, {});
    expect((await planImport(loadMapping(mapping), join(DATA, name))).steps.length).toBeGreaterThan(
      0,
    );
  },
);
