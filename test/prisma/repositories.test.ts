import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { WriteBack } from '../../crm/note/write-back.ts';
import type { NotificationPreference } from '../../crm/notification/preferences.ts';
import { type Identity, PersonId } from '../../crm/person/person.ts';
import type { Place } from '../../crm/person/place.ts';
import type { Store } from '../../crm/store/store.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../store.ts';
import { at, customer, departments, employee, idOf } from './people-of-acme.ts';
import {
  ACME,
  ANA,
  BEN,
  handoff,
  MIA,
  mention,
  messageTo,
  note,
  origin,
  signal,
  task,
  win,
} from './work-of-acme.ts';

const NOW = at('2026-11-22T09:00');
const channel: Place = {
  platform: 'slack',
  tenant: 'T1',
  kind: 'channel',
  id: 'C1',
  name: 'acme',
  shared: false,
};
const OTHER = 'other' as CustomerId;
const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

describe.each(BACK_ENDS)('the repositories, %s', (backEnd) => {
  let opened: FreshStore;
  let store: Store;
  beforeAll(async () => {
    opened = await freshStore(backEnd, () => NOW);
    ({ store } = opened);
  });
  afterAll(() => opened.close());

  test('notes: pinned first, then newest, without deleted ones and other customers’', async () => {
    const notes = [
      note('n-old', { createdAt: at('2026-11-01T10:00') }),
      note('n-new', { createdAt: at('2026-11-03T10:00') }),
      note('n-pinned', { pinned: true, createdAt: at('2026-11-02T10:00'), origin: null }),
      note('n-deleted', { deletedAt: NOW, pinned: true }),
      note('n-other', { customerId: OTHER }),
    ];
    await store.commit(notes.map((one) => ({ kind: 'note', note: one })));
    expect(ids(await store.notes.of(ACME, 9))).toEqual(['n-pinned', 'n-new', 'n-old']);
    expect(ids(await store.notes.of(ACME, 1))).toEqual(['n-pinned']);
    expect(await store.notes.get('n-deleted')).toEqual(notes[3]);
    expect(await store.notes.get('nobody')).toBeNull();
  });

  test('handoffs: received, given, of a department and of a customer, nearest due first', async () => {
    await opened.store.records.save([...departments, employee('Sue', { department: 'support' })]);
    const sue = await opened.store.people.byEmail('sue@ours.example');
    if (!sue) throw new Error('Sue is not there');
    const due = (day: number) => ({ dueAt: at(`2026-12-0${day}T10:00`) });
    const support = { to: { kind: 'department', department: 'support' }, holder: null } as const;
    await store.commit(
      [
        handoff('to-ben', due(3)),
        handoff('to-mia', { ...due(1), holder: MIA, to: { kind: 'person', person: MIA } }),
        handoff('unclaimed', { ...due(2), ...support, customerId: OTHER }),
        handoff('claimed', { ...due(4), ...support, holder: MIA, state: 'accepted' }),
        handoff('of-sue', {
          ...due(5),
          from: BEN,
          to: { kind: 'person', person: sue.id },
          holder: sue.id,
          reminders: 1,
        }),
        handoff('declined', { ...due(1), state: 'declined', decidedAt: NOW }),
        handoff('done', { ...due(2), state: 'done', decidedAt: at('2026-11-22T10:00') }),
      ].map((one) => ({ kind: 'handoff', handoff: one })),
    );
    const open = { open: true, limit: 9 };
    expect(
      ids(await store.handoffs.list({ received: BEN, department: 'support', ...open })),
    ).toEqual(['unclaimed', 'to-ben']);
    expect(ids(await store.handoffs.list({ received: MIA, department: 'sales', ...open }))).toEqual(
      ['to-mia', 'claimed'],
    );
    expect(ids(await store.handoffs.list({ given: ANA, ...open }))).toEqual([
      'to-mia',
      'unclaimed',
      'to-ben',
      'claimed',
    ]);
    expect(ids(await store.handoffs.list({ department: 'support', ...open }))).toEqual([
      'unclaimed',
      'claimed',
      'of-sue',
    ]);
    expect(ids(await store.handoffs.list({ customer: OTHER, ...open }))).toEqual(['unclaimed']);
    expect(ids(await store.handoffs.list({ given: ANA, open: false, limit: 9 }))).toEqual([
      'done',
      'declined',
    ]);
    expect(ids(await store.handoffs.list({ given: ANA, open: true, limit: 1 }))).toEqual([
      'to-mia',
    ]);
    expect(ids(await store.handoffs.overdue(at('2026-12-06T00:00'), 9))).toEqual([
      'to-mia',
      'unclaimed',
      'to-ben',
      'claimed',
      'of-sue',
    ]);
    expect(ids(await store.handoffs.overdue(at('2026-12-02T10:00'), 9))).toEqual(['to-mia']);
  });

  test('signals: of owned and followed customers, standing ones alone, and the answers to each rule', async () => {
    await store.records.save([
      employee('Olga'),
      ...['Ours', 'Followed', 'Foreign'].map((name) =>
        customer(name, name === 'Ours' ? { owner: 'Olga' } : {}),
      ),
    ]);
    const olga = await store.people.byEmail('olga@ours.example');
    if (!olga) throw new Error('Olga is not there');
    const [ours, followed, foreign] = await Promise.all(
      ['Ours', 'Followed', 'Foreign'].map((name) => idOf(store, name)),
    );
    if (!ours || !followed || !foreign) throw new Error('A customer is not there');
    await store.customers.follow(olga.id, followed, true, NOW);
    const answers = [
      { person: ANA, useful: true },
      { person: BEN, useful: false },
    ];
    await store.commit(
      [
        signal('s-old', { customerId: ours, rule: 'silence', toldAt: NOW, answers }),
        signal('s-new', {
          customerId: ours,
          rule: 'stale-deal',
          toldAt: null,
          createdAt: at('2026-11-21T10:00'),
        }),
        signal('s-over', { customerId: ours, rule: 'failed-payment', endedAt: NOW, toldAt: NOW }),
        signal('s-followed', { customerId: followed, rule: 'silence', toldAt: null }),
        signal('s-foreign', { customerId: foreign, rule: 'silence', toldAt: null }),
      ].map((one) => ({ kind: 'signal', signal: one })),
    );
    const list = async (is: boolean, rules: string[], limit = 9) =>
      (await store.signals.list({ person: olga.id, followed: is, rules, limit }))
        .map(({ signal: { id }, name }) => `${id} ${name}`)
        .toSorted();
    const all = ['silence', 'stale-deal', 'failed-payment'];
    expect(await list(true, all)).toEqual(['s-followed Followed', 's-new Ours', 's-old Ours']);
    expect(await list(false, all)).toEqual(['s-new Ours', 's-old Ours']);
    expect(await list(true, all, 1)).toEqual(['s-new Ours']);
    expect(await list(true, ['failed-payment'])).toEqual([]);
    expect(ids(await store.signals.standing([ours, followed])).toSorted()).toEqual([
      's-followed',
      's-new',
      's-old',
    ]);
    expect(await store.signals.ownersHeld(['silence'])).toEqual([olga.id]);
    expect(await store.signals.ownersHeld(['failed-payment'])).toEqual([]);
    expect(await store.signals.precision()).toEqual([
      { rule: 'failed-payment', told: 1, answered: 0, useful: 0 },
      { rule: 'silence', told: 1, answered: 2, useful: 1 },
      { rule: 'stale-deal', told: 0, answered: 0, useful: 0 },
    ]);
  });

  test('tasks: of a holder, a giver or a customer, and those due', async () => {
    const tasks = [
      task('t-late', { dueAt: at('2026-11-24T10:00') }),
      task('t-soon'),
      task('t-whenever', { dueAt: null }),
      task('t-mine', { holder: ANA, createdBy: BEN, reminders: 1, dueAt: at('2026-11-20T10:00') }),
      task('t-snoozed', { customerId: OTHER, snoozedUntil: at('2026-11-29T10:00') }),
      task('t-done', { state: 'done', doneAt: NOW }),
    ];
    await store.commit(tasks.map((one) => ({ kind: 'task', task: one })));
    expect(await store.tasks.get('t-soon')).toEqual(tasks[1]);
    expect(ids(await store.tasks.list({ holder: BEN, open: true, limit: 9 }))).toEqual([
      't-snoozed',
      't-soon',
      't-late',
      't-whenever',
    ]);
    expect(ids(await store.tasks.list({ createdBy: BEN, open: true, limit: 9 }))).toEqual([
      't-mine',
    ]);
    expect(ids(await store.tasks.list({ customer: OTHER, open: true, limit: 9 }))).toEqual([
      't-snoozed',
    ]);
    expect(ids(await store.tasks.list({ holder: BEN, open: false, limit: 9 }))).toEqual(['t-done']);
    expect(ids(await store.tasks.due(at('2026-11-25T00:00'), 9))).toEqual([
      't-soon',
      't-late',
      't-mine',
    ]);
    expect(ids(await store.tasks.due(at('2026-11-30T00:00'), 9))).toEqual([
      't-snoozed',
      't-soon',
      't-late',
      't-mine',
    ]);
  });

  test('mentions and wins', async () => {
    const asked = mention('m-asked');
    await store.commit([
      { kind: 'mention', mention: asked },
      { kind: 'mention', mention: mention('m-answered', { answer: 'Yes', answeredAt: NOW }) },
    ]);
    expect(await store.questions.get('m-asked')).toEqual(asked);
    expect(ids(await store.questions.list({ to: BEN, answered: false, limit: 9 }))).toEqual([
      'm-asked',
    ]);
    expect(ids(await store.questions.list({ to: BEN, answered: true, limit: 9 }))).toEqual([
      'm-answered',
    ]);
    const older = win('w-old', { about: null, money: null, createdAt: at('2026-11-02T10:00') });
    await store.commit([
      { kind: 'win', win: older },
      { kind: 'win', win: win('w-new') },
      {
        kind: 'win',
        win: win('w-other', { customerId: OTHER, createdAt: at('2026-12-01T00:00') }),
      },
    ]);
    const november = { since: at('2026-11-01T00:00'), until: at('2026-12-01T00:00'), limit: 9 };
    expect(await store.wins.list(november)).toEqual([win('w-new'), older]);
    expect(await store.wins.list({ ...november, customer: OTHER })).toEqual([]);
    expect(
      ids(await store.wins.list({ ...november, until: at('2027-01-01T00:00'), customer: OTHER })),
    ).toEqual(['w-other']);
  });

  test('drafts are kept for a week, and let go', async () => {
    const draft = (id: string, day: string) => ({
      id,
      person: BEN,
      place: channel,
      origin,
      at: at(`${day}T10:00`),
    });
    await store.drafts.save(draft('d-old', '2026-11-01'));
    await store.drafts.save(draft('d-1', '2026-11-07'));
    await store.drafts.save(draft('d-2', '2026-11-08'));
    expect(await store.drafts.get('d-1')).toEqual(draft('d-1', '2026-11-07'));
    expect(ids(await store.drafts.of(BEN, 9))).toEqual(['d-2', 'd-1', 'd-old']);
    await store.drafts.save({ ...draft('d-2', '2026-11-09'), person: ANA });
    expect([ids(await store.drafts.of(BEN, 9)), ids(await store.drafts.of(ANA, 9))]).toEqual([
      ['d-1'],
      ['d-2'],
    ]);
    await store.drafts.remove('d-1');
    expect(await store.drafts.of(BEN, 9)).toEqual([]);
  });

  test('a write-back keeps how far it came, and what the CRM calls it', async () => {
    await store.commit(
      [
        {
          kind: 'write-back',
          writeBack: { key: 'wb1', customerId: ACME, subject: { kind: 'task', id: 't1' } },
        },
      ],
      NOW,
    );
    expect(await store.writeBacks.remote({ kind: 'task', id: 't1' })).toBeNull();
    const state = {
      key: 'wb1',
      state: 'done',
      url: 'https://crm.example/t1',
      fault: null,
      at: at('2026-11-22T09:01'),
      remoteId: '77',
      source: 'crm',
      asPerson: ANA,
    } as const;
    await store.writeBacks.save(state);
    expect(await store.writeBacks.get('wb1')).toMatchObject({
      ...state,
      customerId: ACME,
      subject: { kind: 'task', id: 't1' },
    });
    expect(await store.writeBacks.remote({ kind: 'task', id: 't1' })).toEqual({
      source: 'crm',
      id: '77',
    });
    expect(await store.writeBacks.remote({ kind: 'note', id: 't1' })).toBeNull();
    expect(await store.writeBacks.get('nothing')).toBeNull();
    const [copied, left] = [
      { kind: 'copied' as const, id: '7' },
      { kind: 'link' as const, fault: 'refused' as const, detail: 'no macros' },
    ];
    expect(await store.writeBacks.files('n1')).toEqual({});
    const failing = { system: 'slack', since: '2026-11-24T10:14:00.000Z' };
    const bringing = { kind: 'bringing' as const, sent: true, failing };
    await store.writeBacks.saveFiles('n1', { 0: bringing });
    expect(await store.writeBacks.files('n1')).toEqual({ 0: bringing });
    await Promise.all([
      store.writeBacks.saveFiles('n1', { 0: copied }),
      store.writeBacks.saveFiles('n1', { 1: left }),
    ]);
    await store.writeBacks.saveTexts('n1', { agreed: 'signed' });
    expect(await store.writeBacks.files('n1')).toEqual({ 0: copied, 1: left });
    await store.writeBacks.saveFiles('n1', { 0: null });
    expect(await store.writeBacks.files('n1')).toEqual({ 1: left });
  });

  test('a note begins in one system only, whichever copies of the bot begin it at once', async () => {
    const asked = (key: string, subject: WriteBack['subject']) => ({
      kind: 'write-back' as const,
      writeBack: { key, customerId: ACME, subject },
    });
    const note = { kind: 'note', id: 'begun-once' } as const;
    const owner = { kind: 'owner', person: ANA } as const;
    const keys = ['n1', 'n2', 'n3', 'n4'].map((key) => `begun-${key}`);
    await store.commit(
      [...keys.map((key) => asked(key, note)), asked('o1', owner), asked('o2', owner)],
      NOW,
    );
    const marks = await Promise.all(
      keys.map((key, at) => store.writeBacks.begin(key, at % 2 ? 'one' : 'other')),
    );
    expect(new Set(marks.map(({ source, id }) => `${source} ${id}`)).size).toBe(1);
    expect(await store.writeBacks.remote(note)).toEqual(marks[0]);
    expect(await store.writeBacks.begin('o1', 'one')).toMatchObject({ source: 'one' });
    expect(await store.writeBacks.begin('o1', 'other')).toMatchObject({ source: 'one' });
    expect(await store.writeBacks.begin('o2', 'other')).toMatchObject({ source: 'other' });
  });

  test('a note of which nobody kept the system has begun all the same', async () => {
    const note = { kind: 'note', id: 'old' } as const;
    await store.commit(
      [{ kind: 'write-back', writeBack: { key: 'old1', customerId: ACME, subject: note } }],
      NOW,
    );
    await opened.database.query("UPDATE write_back SET remote_id = '7' WHERE key = 'old1'");
    expect(await store.writeBacks.begin('old1', 'other')).toEqual({ source: null, id: '7' });
    expect(await store.writeBacks.remote(note)).toEqual({ source: null, id: '7' });
  });

  test('messages of a person and of a place: gathered ones by when they are due, recent ones newest first', async () => {
    const place = { kind: 'place', place: channel } as const;
    const person = { kind: 'person', person: MIA } as const;
    await store.commit(
      [
        ...['g1', 'g2', 's1', 'w1'].map((key) => ({
          kind: 'message' as const,
          message: messageTo(MIA, key),
        })),
        { kind: 'message', message: messageTo(MIA, 'p1', { to: place, customerId: null }) },
      ],
      NOW,
    );
    const save = (key: string, over: object) =>
      store.messages.save({
        key,
        state: 'deferred',
        dueAt: null,
        sentAt: null,
        sentAs: null,
        ...over,
      });
    await save('g1', { dueAt: at('2026-11-22T12:00') });
    await save('g2', { dueAt: at('2026-11-22T11:00') });
    await save('p1', { dueAt: at('2026-11-22T11:00') });
    const sentAs = { place: channel, reference: '1.2' };
    await save('s1', {
      state: 'sent',
      sentAt: at('2026-11-22T10:00'),
      sentAs,
    });
    for (const minute of ['01', '02'])
      await store.messages.markActed('s1', at(`2026-11-22T10:${minute}`));
    const keys = async (read: Promise<{ key: string }[]>) => (await read).map(({ key }) => key);
    expect(await keys(store.messages.deferred(person, at('2026-11-22T11:30')))).toEqual(['g2']);
    expect(await keys(store.messages.deferred(person, at('2026-11-22T12:00')))).toEqual([
      'g2',
      'g1',
    ]);
    expect(
      await keys(
        store.messages.deferred(
          { kind: 'place', place: { ...channel, name: 'renamed' } },
          at('2026-11-22T12:00'),
        ),
      ),
    ).toEqual(['p1']);
    expect(await keys(store.messages.recent(person, NOW))).toEqual(['s1', 'g1', 'g2', 'w1']);
    expect(await keys(store.messages.recent(person, at('2026-11-22T09:30')))).toEqual(['s1']);
    expect(await store.messages.get('s1')).toMatchObject({
      state: 'sent',
      sentAt: at('2026-11-22T10:00'),
      actedAt: at('2026-11-22T10:01'),
      sentAs,
    });
  });

  test('preference is quiet on weekends until somebody says otherwise', async () => {
    expect(await store.notificationPreferences.get(BEN)).toEqual({
      kinds: {},
      dailyAt: '09:00',
      quiet: null,
      daysOff: [],
      snoozedUntil: null,
      mutedCustomers: [],
      named: true,
    });
    const his: NotificationPreference = {
      kinds: { win: 'daily' },
      dailyAt: '16:30',
      quiet: { from: '18:00', to: '08:00' },
      daysOff: [],
      snoozedUntil: NOW,
      mutedCustomers: [ACME],
      named: false,
    };
    await store.notificationPreferences.save(BEN, his);
    expect(await store.notificationPreferences.get(BEN)).toEqual(his);
    await store.notificationPreferences.save(BEN, { ...his, snoozedUntil: null });
    expect((await store.notificationPreferences.get(BEN)).snoozedUntil).toBeNull();
  });

  test('followers: people, and the channels on whose behalf somebody follows', async () => {
    await opened.store.customers.follow(BEN, ACME, true, at('2026-11-20T10:00'));
    await opened.store.customers.follow(ANA, ACME, true, NOW);
    await store.followers.add(channel, ACME, NOW);
    await store.followers.add({ ...channel, name: 'renamed' }, ACME, NOW);
    expect(await store.followers.of(ACME)).toEqual({
      people: [BEN, ANA],
      places: [{ ...channel, name: 'renamed' }],
    });
    await store.followers.remove(channel, ACME);
    expect((await store.followers.of(ACME)).places).toEqual([]);
  });

  test('a channel is the room of one customer', async () => {
    const room = { place: channel, customerId: ACME, posted: null, content: null, openedAt: NOW };
    await store.rooms.save(room);
    await store.rooms.save({ ...room, posted: '1.2', content: 'live' });
    expect(await store.rooms.get({ platform: 'slack', tenant: 'T1', id: 'C1' })).toEqual({
      ...room,
      posted: '1.2',
      content: 'live',
    });
    expect(await store.rooms.get({ platform: 'slack', tenant: 'T2', id: 'C1' })).toBeNull();
    expect(await store.rooms.all()).toHaveLength(1);
    await store.rooms.remove(channel);
    expect(await store.rooms.all()).toEqual([]);
  });

  test('who is away, and which days an office is closed', async () => {
    const away = {
      person: BEN,
      from: at('2026-12-20T00:00'),
      until: at('2027-01-03T00:00'),
      cover: MIA,
    };
    await store.absences.save(away);
    expect(await store.absences.get(BEN, at('2026-12-20T00:00'))).toEqual(away);
    expect(await store.absences.get(BEN, away.until)).toBeNull();
    expect(await store.absences.get(MIA, at('2026-12-24T00:00'))).toBeNull();
    await store.absences.save({ ...away, until: at('2026-12-23T00:00'), cover: null });
    expect(await store.absences.get(BEN, at('2026-12-24T00:00'))).toBeNull();
    await store.holidays.save('Europe/Berlin', [
      '2026-12-25',
      '2026-12-26',
      '2027-01-01',
      '2026-12-25',
    ]);
    expect(await store.holidays.of('Europe/Berlin', '2026-12-26', '2027-01-01')).toEqual([
      '2026-12-26',
      '2027-01-01',
    ]);
    expect(await store.holidays.of('Europe/Paris', '2026-12-01', '2027-01-01')).toEqual([]);
    await store.holidays.save('Europe/Berlin', ['2026-12-26']);
    expect(await store.holidays.of('Europe/Berlin', '2026-01-01', '2027-12-31')).toEqual([
      '2026-12-26',
    ]);
  });

  test('rotations are found by name', async () => {
    await store.rotations.save({ name: 'Support desk', members: [BEN, MIA], next: 1 });
    await store.rotations.save({ name: 'support DESK', members: [BEN], next: 0 });
    expect(await store.rotations.all()).toEqual([
      { name: 'support DESK', members: [BEN], next: 0 },
    ]);
    expect(await store.rotations.get('nobody')).toBeNull();
  });

  test('an owner’s customers: at risk first, then soonest to renew; and a department’s managers', async () => {
    await opened.store.records.save([
      ...departments,
      employee('Ola', { role: 'manager' }),
      employee('Max', { role: 'manager', active: false }),
      employee('Lea', { role: 'leader' }),
      customer('c-later', { owner: 'Ola', renewsOn: '2027-05-01' }),
      customer('c-soon', { owner: 'Ola', renewsOn: '2027-01-01' }),
      customer('c-never', { owner: 'Ola' }),
      customer('c-risk', { owner: 'Ola', stage: 'at-risk', renewsOn: '2028-01-01' }),
      customer('c-gone', { owner: 'Ola', stage: 'churned' }),
      customer('c-hers', { owner: 'Lea' }),
    ]);
    const ola =
      (await opened.store.people.byEmail('ola@ours.example'))?.id ?? PersonId.parse('missing');
    expect((await store.customers.owned(ola, 9)).map(({ name }) => name)).toEqual([
      'c-risk',
      'c-soon',
      'c-later',
      'c-never',
    ]);
    expect(await store.people.managers('sales')).toEqual([ola]);
    expect(await store.customers.references(await idOf(opened.store, 'c-risk'))).toEqual([
      { source: 'crm', externalId: 'c-risk', owns: true, gone: false },
    ]);
    expect(await store.people.externalId('crm', ola)).toBe('Ola');
    expect(await store.people.externalId('elsewhere', ola)).toBeNull();
  });

  test('accounts of a person: those last called a member, latest first', async () => {
    await opened.store.records.save([...departments, employee('Tom')]);
    const said: Identity = {
      standing: 'member',
      email: 'tom@ours.example',
      name: 'tom',
      zone: null,
      locale: null,
    };
    const remember = (user: string, over: Partial<Identity>, now: Date) =>
      opened.store.people.remember(
        { platform: 'slack', tenant: 'T1', user },
        { ...said, ...over },
        now,
      );
    await remember('U1', {}, at('2026-11-20T10:00'));
    const known = await remember('U2', {}, NOW);
    await remember('U3', { standing: 'guest' }, NOW);
    const tom = known.person?.id ?? PersonId.parse('missing');
    expect(await store.people.accounts(tom)).toEqual([
      { platform: 'slack', tenant: 'T1', user: 'U2' },
      { platform: 'slack', tenant: 'T1', user: 'U1' },
    ]);
  });
});
