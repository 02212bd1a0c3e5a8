import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SCOPES } from '../../../../crm/connectors/hubspot/definition.ts';
import { DAY, MINUTE } from '../../../../crm/time/durations.ts';
import { idsOf, readAll, recordsOf } from '../read-all.ts';
import { connect, furnished } from './furnished.ts';

type Furnished = Awaited<ReturnType<typeof furnished>>;
const LONG_AGO = new Date('2026-11-01T09:00:00Z');

let is: Furnished;
beforeEach(async () => {
  is = await furnished();
});
afterEach(() => is.fake.close());

describe('HubSpot is read whole', () => {
  test('more companies than a search gives, all changed in the same millisecond, come each once', async () => {
    const { account } = is.fake;
    const reader = connect(is.fake).reader;
    const { cursor } = await readAll(reader);
    const at = is.now();
    const many = Array.from({ length: 10_050 }, (_, i) =>
      account.add('companies', { name: `Company ${i}` }, [], at),
    );
    is.later();
    const { upserts } = await readAll(reader, cursor);
    expect(idsOf(upserts, 'customer').sort()).toEqual(many.sort());
  });

  test('a change that the search does not know yet comes with the next reading', async () => {
    const reader = connect(is.fake).reader;
    const { cursor } = await readAll(reader);
    is.fake.account.change('companies', is.acme, { city: 'Bremen' });
    const soon = await readAll(reader, cursor);
    expect(soon.upserts).toEqual([]);
    is.later(3 * MINUTE);
    const next = await readAll(reader, soon.cursor);
    expect(recordsOf(next.upserts, 'customer')).toMatchObject([
      { externalId: is.acme, city: 'Bremen' },
    ]);
  });

  test('an archived record goes, though nothing says when it was changed; one that came back stays', async () => {
    const { account } = is.fake;
    const deal = account.add('deals', { dealname: 'Seats' }, [is.acme], LONG_AGO);
    const reader = connect(is.fake).reader;
    const { cursor } = await readAll(reader);
    account.archive('companies', is.globex);
    account.archive('deals', deal);
    is.later();
    const { deletions, upserts } = await readAll(reader, cursor);
    expect(upserts).toEqual([]);
    expect(deletions).toEqual([
      { kind: 'customer', externalId: is.globex },
      { kind: 'deal', externalId: deal },
      { kind: 'entry', externalId: `deals:${deal}:opened` },
      { kind: 'entry', externalId: `deals:${deal}:closed` },
    ]);
  });

  test('a contact of three hundred companies is the primary one’s, wherever it stands in the list', async () => {
    const { account } = is.fake;
    const others = Array.from({ length: 300 }, (_, i) =>
      account.add('companies', { name: `Other ${i}` }, [], LONG_AGO),
    );
    const eve = account.add('contacts', { firstname: 'Eve' }, others, LONG_AGO);
    account.setPrimary('contacts', eve, others[250] ?? '');
    const { upserts } = await readAll(connect(is.fake).reader);
    expect(
      recordsOf(upserts, 'contact').find(({ externalId }) => externalId === eve),
    ).toMatchObject({
      customer: others[250],
    });
  });

  test('a list of associations whose pages repeat ends', async () => {
    const { account } = is.fake;
    const others = Array.from({ length: 150 }, (_, i) =>
      account.add('companies', { name: `Other ${i}` }, [], LONG_AGO),
    );
    account.add('contacts', { firstname: 'Eve' }, others, LONG_AGO);
    is.fake.ignoreAfter();
    const { upserts } = await readAll(connect(is.fake).reader);
    expect(recordsOf(upserts, 'contact').map(({ name }) => name)).toContain('Eve');
  });

  test('a fifth of all calls fails: everything is there in the end', async () => {
    const { account } = is.fake;
    const many = Array.from({ length: 500 }, (_, i) =>
      account.add('companies', { name: `Company ${i}` }, [], LONG_AGO),
    );
    let calls = 0;
    is.fake.always(() => {
      calls += 1;
      return calls % 5 === 0 ? 'unavailable' : null;
    });
    const { upserts } = await readAll(connect(is.fake).reader);
    expect(new Set(idsOf(upserts, 'customer'))).toEqual(new Set([...many, is.acme, is.globex]));
    expect(calls).toBeGreaterThan(20);
  });

  test('a kind that the key may not read is left out, and read as a whole once it may', async () => {
    const { account } = is.fake;
    const ticket = account.add(
      'tickets',
      { subject: 'Cannot log in', hs_pipeline: '0', hs_pipeline_stage: '1' },
      [is.acme],
      LONG_AGO,
    );
    is.fake.hide('tickets');
    const reader = connect(is.fake).reader;
    const first = await readAll(reader);
    expect(idsOf(first.upserts, 'ticket')).toEqual([]);
    expect(idsOf(first.upserts, 'customer')).toHaveLength(2);
    is.fake.hide();
    is.later(DAY);
    const { upserts } = await readAll(reader, first.cursor);
    expect(idsOf(upserts, 'ticket')).toEqual([ticket]);
  });

  test('a contact who leaves a company for none is nobody’s here', async () => {
    const reader = connect(is.fake).reader;
    const { cursor } = await readAll(reader);
    is.fake.account.unlink('contacts', is.dana, 'companies');
    is.later();
    const { deletions, upserts } = await readAll(reader, cursor);
    expect([deletions, upserts]).toEqual([[{ kind: 'contact', externalId: is.dana }], []]);
  });

  test('a cursor that another version wrote begins again', async () => {
    const { upserts } = await readAll(connect(is.fake).reader, '{"page":7}');
    expect(idsOf(upserts, 'customer')).toEqual([is.acme, is.globex]);
  });

  test('another process goes on where one was killed', async () => {
    const { account } = is.fake;
    for (let i = 0; i < 250; i += 1) account.add('companies', { name: `C ${i}` }, [], LONG_AGO);
    const begun = await connect(is.fake).reader.changesSince(null);
    const second = await connect(is.fake).reader.changesSince(begun.cursor);
    const rest = await readAll(connect(is.fake).reader, second.cursor);
    const all = [begun, second, rest].flatMap(({ upserts }) => idsOf(upserts, 'customer'));
    expect(all).toHaveLength(252);
    expect(new Set(all).size).toBe(252);
  });
});

describe('HubSpot’s records mean here', () => {
  test('a company, by its lifecycle stage, with its owner, and the properties that the configuration names', async () => {
    is.fake.account.options['tier'] = [{ value: 'tier_1', label: 'Enterprise' }];
    is.fake.account.change(
      'companies',
      is.acme,
      { tier: 'tier_1', arr: '12000.50', renewal: '2027-03-01', score: '71' },
      LONG_AGO,
    );
    const { reader } = connect(is.fake, {
      HUBSPOT_SEGMENT_PROPERTY: 'tier',
      HUBSPOT_REVENUE_PROPERTY: 'arr',
      HUBSPOT_RENEWAL_PROPERTY: 'renewal',
      HUBSPOT_HEALTH_PROPERTY: 'score',
    });
    const { upserts } = await readAll(reader);
    expect(recordsOf(upserts, 'customer')).toMatchObject([
      {
        name: 'Acme Industries',
        stage: 'live',
        owner: '71',
        segment: 'Enterprise',
        revenue: { amount: 1_200_050, currency: 'EUR' },
        renewsOn: '2027-03-01',
        health: 71,
        domains: ['acme.example'],
        url: `https://app-eu1.hubspot.com/contacts/4711/record/0-2/${is.acme}`,
      },
      { name: 'Globex', stage: 'prospect', revenue: null, renewsOn: null, health: null },
    ]);
    expect(recordsOf(upserts, 'person')).toMatchObject([
      { externalId: '71', email: 'ana@rapport.example', department: 'sales', active: true },
      { externalId: '72', email: 'ben@rapport.example', department: 'support' },
    ]);
  });

  test('answers to surveys, of the contact’s company; a score beyond its scale is none', async () => {
    const { account } = is.fake;
    const answer = (type: string, value: string, companies: string[] = []) =>
      account.add(
        'feedback_submissions',
        {
          hs_survey_type: type,
          hs_survey_name: 'After the launch',
          hs_value: value,
          hs_content: ' Too slow ',
          hs_submission_timestamp: '2026-11-10T08:00:00Z',
        },
        companies,
        LONG_AGO,
      );
    const [direct, byContact] = [answer('NPS', '3', [is.acme]), answer('CES', '7')];
    account.associate('feedback_submissions', byContact, 'contacts', is.raj);
    for (const [type, value] of [
      ['NPS', '11'],
      ['CSAT', '0'],
      ['CUSTOM', '1'],
      ['NPS', ''],
    ] as const)
      answer(type, value, [is.acme]);
    const { upserts } = await readAll(connect(is.fake).reader);
    expect(recordsOf(upserts, 'survey-answer')).toMatchObject([
      { externalId: direct, customer: is.acme, survey: 'nps', score: 3, best: 10 },
      { externalId: byContact, customer: is.globex, survey: 'ces', score: 7, best: 7 },
    ]);
    expect(
      recordsOf(upserts, 'entry').filter(({ entryKind }) => entryKind === 'survey'),
    ).toMatchObject([
      { title: 'After the launch: 3 of 10', body: 'Too slow', customer: is.acme },
      { title: 'After the launch: 7 of 7', customer: is.globex },
    ]);
  });

  test('a deal that was won, on its day, in its own currency; one that is open is not closed', async () => {
    const { account } = is.fake;
    account.add(
      'deals',
      {
        dealname: '40 seats',
        pipeline: 'default',
        dealstage: 'won',
        amount: '1234.5',
        deal_currency_code: 'USD',
        hs_is_closed: 'true',
        hs_is_closed_won: 'true',
        closedate: '2026-11-20T23:30:00Z',
        hubspot_owner_id: '71',
      },
      [is.acme],
      LONG_AGO,
    );
    account.add(
      'deals',
      { dealname: 'More seats', pipeline: 'default', dealstage: 'open', closedate: '2027-01-31' },
      [is.acme],
      LONG_AGO,
    );
    const { upserts } = await readAll(connect(is.fake).reader);
    expect(recordsOf(upserts, 'deal')).toMatchObject([
      {
        customer: is.acme,
        status: 'won',
        stage: 'Closed won',
        money: { amount: 123_450, currency: 'USD' },
        closedAt: new Date('2026-11-20T23:30:00Z'),
      },
      { status: 'open', stage: 'Proposal', money: null, closedAt: null },
    ]);
    expect(recordsOf(upserts, 'entry').map(({ title }) => title)).toEqual([
      'Deal opened: 40 seats',
      'Deal won: 40 seats',
      'Deal opened: More seats',
    ]);
  });

  test('a ticket that was closed before it was opened is solved, and nobody knows how long it took', async () => {
    is.fake.account.add(
      'tickets',
      {
        subject: 'Cannot log in',
        content: '<p>Since <b>Monday</b> &amp; today</p>',
        hs_pipeline: '0',
        hs_pipeline_stage: '4',
        hs_ticket_priority: 'URGENT',
        createdate: '2026-11-20T09:00:00Z',
        closed_date: '2026-11-19T09:00:00Z',
        source_type: 'EMAIL',
      },
      [is.acme],
      LONG_AGO,
    );
    const { upserts } = await readAll(connect(is.fake).reader);
    expect(recordsOf(upserts, 'ticket')).toMatchObject([
      { status: 'solved', priority: 'urgent', solvedAt: null },
    ]);
    expect(recordsOf(upserts, 'entry')).toMatchObject([
      {
        title: 'Ticket opened: Cannot log in',
        body: 'Since Monday & today',
        department: 'support',
        channel: 'email',
        direction: 'inbound',
      },
    ]);
  });

  test('calls, letters, meetings, notes and tasks, by whom and in which direction; not what Rapport wrote itself', async () => {
    const { account } = is.fake;
    const at = { hs_timestamp: '2026-11-20T10:00:00Z', hubspot_owner_id: '72' };
    const add = (type: Parameters<typeof account.add>[0], properties: Record<string, string>) =>
      account.add(type, { ...at, ...properties }, [is.acme], LONG_AGO);
    add('calls', { hs_call_title: 'About prices', hs_call_direction: 'INBOUND' });
    add('emails', { hs_email_subject: 'Hello?', hs_email_direction: 'INCOMING_EMAIL' });
    add('meetings', { hs_meeting_title: 'Kick-off' });
    add('notes', { hs_note_body: '<p>Wants SSO</p><p>by spring</p>' });
    add('tasks', { hs_task_subject: 'Send offer', hs_task_status: 'COMPLETED' });
    const { reader, writer } = connect(is.fake);
    await writer.addNote({
      key: 'note:1',
      customer: is.acme,
      author: null,
      body: 'ours',
      at: is.now(),
    });
    const { upserts } = await readAll(reader);
    expect(
      recordsOf(upserts, 'entry').map(
        ({ entryKind, direction, title, body, department, person }) => [
          entryKind,
          direction,
          title,
          body,
          department,
          person,
        ],
      ),
    ).toEqual([
      ['call', 'inbound', 'About prices', null, 'support', '72'],
      ['email', 'inbound', 'Hello?', null, 'support', '72'],
      ['meeting', 'outbound', 'Kick-off', null, 'support', '72'],
      ['note', 'internal', 'Wants SSO', 'Wants SSO\nby spring', 'support', '72'],
      ['task', 'internal', 'Task done: Send offer', null, 'support', '72'],
    ]);
  });
});

describe('files of notes, letters and calls', () => {
  const contract = {
    name: 'contract',
    extension: 'pdf',
    access: 'PRIVATE',
    url: 'https://api-eu1.hubapi.com/filemanager/api/v2/files/7/signed-url-redirect?portalId=4711',
  };
  const note = (ids: string) =>
    is.fake.account.add(
      'notes',
      {
        hs_timestamp: LONG_AGO.toISOString(),
        hs_note_body: 'The contract',
        hs_attachment_ids: ids,
      },
      [is.acme],
      LONG_AGO,
    );
  const bodies = async () =>
    recordsOf((await readAll(connect(is.fake).reader)).upserts, 'entry').map(({ body }) => body);

  test('stand under the words, by their names and links; one that was deleted says so', async () => {
    is.fake.account.files['7'] = contract;
    is.fake.account.files['8'] = {
      ...contract,
      name: 'offer.xlsx',
      extension: 'xlsx',
      url: 'javascript:1',
    };
    note('7;8;9');
    expect(await bodies()).toEqual([
      `File: contract.pdf · ${contract.url}\nFile: offer.xlsx\nFile: deleted in HubSpot`,
    ]);
  });

  test('that the key may not read are counted, and asked for once', async () => {
    is.fake.hide('files');
    note('7;8');
    const hidden = 'File: its name is hidden from Rapport, and stands in HubSpot';
    expect(await bodies()).toEqual([`${hidden}\n${hidden}`]);
    expect(is.fake.calls.filter((call) => call.includes('/files/'))).toHaveLength(1);
  });

  test('an id that is none is asked for nowhere', async () => {
    note('../owners;');
    expect(await bodies()).toEqual([null]);
    expect(is.fake.calls.filter((call) => call.includes('/files/'))).toEqual([]);
  });
});

describe('HubSpot is written to', () => {
  const note = (change = {}) => ({
    key: 'note:1',
    customer: is.acme,
    author: '71',
    body: 'CFO wants one invoice a year',
    at: is.now(),
    ...change,
  });

  test('a company with a thousand notes: the one whose answer was lost is found, and not written twice', async () => {
    const { account } = is.fake;
    for (let i = 0; i < 1_000; i += 1)
      account.add('notes', { hs_note_body: `Old ${i}` }, [is.acme], LONG_AGO);
    const { writer } = connect(is.fake);
    is.fake.next('answer-lost');
    await expect(writer.addNote(note())).rejects.toMatchObject({ fault: 'unavailable' });
    for (let i = 0; i < 150; i += 1) account.add('notes', { hs_note_body: `New ${i}` }, [is.acme]);
    const { id } = await connect(is.fake).writer.addNote(note());
    const ours = account
      .all('notes')
      .filter(({ properties }) => properties['hs_note_body']?.includes('Rapport · note:1'));
    expect(ours.map((one) => one.id)).toEqual([id]);
  });

  test('a stage is set forwards, backwards, and stays as it was where a rule forbids it', async () => {
    const { fake, acme } = is;
    const stages = connect(fake, {}, { tries: 1 }).writer?.stages;
    const stage = () => fake.account.get('companies', acme)?.properties['lifecyclestage'];
    const set = (key: string, wanted: 'lead' | 'prospect' | 'live') =>
      stages?.set({ key, customer: acme, stage: wanted });
    expect(stages?.known).toEqual(['lead', 'prospect', 'live']);
    await set('1', 'prospect');
    expect(stage()).toBe('opportunity');
    await set('2', 'live');
    expect(stage()).toBe('customer');
    let writes = 0;
    fake.always(({ method }) => (method === 'PATCH' && ++writes === 2 ? 'rejected' : null));
    await expect(set('3', 'lead')).rejects.toMatchObject({ fault: 'rejected' });
    expect([stage(), writes]).toEqual(['customer', 3]);
  });

  test('an administrator’s rule is told in HubSpot’s own words', async () => {
    is.fake.next('rejected');
    await expect(connect(is.fake).writer.addNote(note())).rejects.toMatchObject({
      fault: 'rejected',
      reason: 'Property "renewal_risk" is required at this stage',
    });
  });

  test('a key goes nowhere but to the address that it was given for', async () => {
    is.fake.redirectTo('https://elsewhere.example');
    await expect(connect(is.fake).reader.find('acme')).rejects.toMatchObject({
      fault: 'unavailable',
    });
  });
});

test('the README names each scope that the key needs', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect(SCOPES.filter((scope) => !readme.includes(`\`${scope}\``))).toEqual([]);
});
