import { similarity, typedName } from '../../crm/matching/similar-names.ts';
import {
  type Account,
  type Department,
  type Identity,
  type Person,
  PersonId,
  PlatformId,
  Role,
} from '../../crm/person/person.ts';
import type { KnownAccount, People } from '../../crm/store/people.ts';
import { batchCalls } from '../database/batched.ts';
import type { Database } from '../database/database.ts';
import { accountKey, linksOn } from './account-links.ts';

interface PersonRow {
  id: string;
  name: string;
  email: string | null;
  title: string | null;
  departmentId: string;
  role: string;
  zone: string | null;
  locale: string | null;
  active: boolean;
}

const PERSON =
  'id, name, email, title, department_id AS "departmentId", role, zone, locale, active';

/** `administrators` are the addresses of those whom the configuration calls so, whatever their sources say. */
export function peopleOn(database: Database, administrators: readonly string[] = []): People {
  const { prisma } = database;
  const personOf = personReader(new Set(administrators));
  return {
    get: batchCalls(async (ids) => {
      const rows = await database.query<PersonRow>(
        `SELECT ${PERSON} FROM person WHERE id = ANY($1)`,
        [ids],
        { name: 'people' },
      );
      const found = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => {
        const row = found.get(id);
        return row ? personOf(row) : null;
      });
    }),
    async byEmail(email) {
      const [row] = email
        ? await database.query<PersonRow>(
            `SELECT ${PERSON} FROM person WHERE email = $1`,
            [email.trim().toLowerCase()],
            { name: 'person-by-email' },
          )
        : [];
      return row ? personOf(row) : null;
    },
    async find(query, limit) {
      const rows = await prisma.person.findMany({
        where: { active: true },
        orderBy: { id: 'asc' },
        take: 20_000,
      });
      return likest(
        rows.map((row) => personOf(row)),
        query,
      ).slice(0, limit);
    },
    async all() {
      const rows = await prisma.person.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] });
      return rows.map((row) => personOf(row));
    },
    departments: async (): Promise<Department[]> =>
      prisma.department.findMany({ orderBy: { id: 'asc' } }),
    async managers(department) {
      const rows = await database.query<{ id: string }>(
        `SELECT id FROM person WHERE department_id = $1 AND role = 'manager' AND active ORDER BY name, id`,
        [department],
        { name: 'managers-of' },
      );
      return rows.map(({ id }) => PersonId.parse(id));
    },
    async externalId(source, person) {
      const [row] = await database.query<{ id: string }>(
        'SELECT external_id AS id FROM crm_user WHERE source = $1 AND person_id = $2 ORDER BY external_id LIMIT 1',
        [source, person],
        { name: 'external-id-person' },
      );
      return row?.id ?? null;
    },
    async accounts(person) {
      const rows = await database.query<{ platform: string; tenant: string; user: string }>(
        `SELECT platform, tenant, user_id AS "user" FROM chat_account WHERE person_id = $1 AND standing = 'member' ORDER BY checked_at DESC, platform, tenant, user_id`,
        [person],
        { name: 'accounts-of' },
      );
      return rows.map((row) => ({ ...row, platform: PlatformId.parse(row.platform) }));
    },
    account: (account) => knownAccount(database, account, personOf),
    async remember(account, identity, now) {
      await database.query(
        REMEMBER,
        [
          ...accountKey(account),
          identity.standing,
          identity.email?.trim().toLowerCase() ?? null,
          identity.name,
          identity.zone,
          identity.locale,
          now,
        ],
        { name: 'remember' },
      );
      const known = await knownAccount(database, account, personOf);
      if (!known) throw new Error('The account that was just remembered is gone');
      return known;
    },
    async unreached(limit) {
      const rows = await prisma.person.findMany({
        where: { active: true, accounts: { none: {} } },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: limit,
      });
      return rows.map((row) => personOf(row));
    },
    ...linksOn(database),
  };
}

// Only a member of this organisation is one of its people, whatever address a guest or an outsider carries. A verified
// address counts more than what an account's owner said of themselves.
const REMEMBER = `
INSERT INTO chat_account (platform, tenant, user_id, standing, email, name, zone, locale, checked_at, person_id)
VALUES ($1, $2, $3, $4::text, $5::text, $6, $7, $8, $9, coalesce(
  (SELECT p.id FROM person p WHERE $4::text = 'member' AND p.email = $5::text),
  (SELECT l.person_id FROM account_link l WHERE $4::text = 'member' AND l.state = 'linked' AND l.platform = $1 AND l.tenant = $2 AND l.user_id = $3)))
ON CONFLICT (platform, tenant, user_id) DO UPDATE SET standing = excluded.standing, email = excluded.email, name = excluded.name,
  zone = excluded.zone, locale = excluded.locale, checked_at = excluded.checked_at, person_id = excluded.person_id`;

interface AccountRow extends Identity {
  checkedAt: Date;
  person: PersonRow | null;
}

async function knownAccount(
  database: Database,
  account: Account,
  personOf: ReturnType<typeof personReader>,
): Promise<KnownAccount | null> {
  const [row] = await database.query<AccountRow>(
    `SELECT a.standing, a.email, a.name, a.zone, a.locale, a.checked_at AS "checkedAt",
      (SELECT json_build_object('id', p.id, 'name', p.name, 'email', p.email, 'title', p.title, 'departmentId', p.department_id,
        'role', p.role, 'zone', p.zone, 'locale', p.locale, 'active', p.active) FROM person p WHERE p.id = a.person_id) AS person
    FROM chat_account a WHERE a.platform = $1 AND a.tenant = $2 AND a.user_id = $3`,
    accountKey(account),
    { name: 'account' },
  );
  if (!row) return null;
  const { person, checkedAt, ...identity } = row;
  return { identity, person: person && personOf(person, identity), checkedAt };
}

/** The person's own setting counts, else the platform's, else a default that works everywhere. */
const personReader =
  (administrators: ReadonlySet<string>) =>
  (
    row: PersonRow,
    said: Pick<Identity, 'zone' | 'locale'> = { zone: null, locale: null },
  ): Person => ({
    id: PersonId.parse(row.id),
    name: row.name,
    email: row.email ?? '',
    title: row.title,
    department: row.departmentId,
    role: administrators.has(row.email ?? '')
      ? 'administrator'
      : Role.catch('member').parse(row.role),
    zone: row.zone ?? said.zone ?? 'UTC',
    locale: row.locale ?? said.locale ?? 'en-GB',
    active: row.active,
  });

function likest(people: readonly Person[], query: string): Person[] {
  const asked = query.trim().replace(/^@/, '').toLowerCase();
  const name = typedName(asked);
  const score = ({ name: theirs, email }: Person): number =>
    asked !== '' && (email === asked || email.split('@', 1)[0] === asked)
      ? 2
      : similarity(name, theirs);
  return people
    .map((person) => ({ person, score: score(person) }))
    .filter((one) => one.score >= 0.6)
    .sort(
      (a, b) =>
        b.score - a.score ||
        a.person.name.localeCompare(b.person.name, 'en') ||
        (a.person.id < b.person.id ? -1 : 1),
    )
    .map(({ person }) => person);
}
