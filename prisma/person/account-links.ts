import { z } from 'zod';
import { type Account, PersonId, PlatformId } from '../../crm/person/person.ts';
import type { AccountLink, People, UnmappedAccount } from '../../crm/store/people.ts';
import type { Database, Row } from '../database/database.ts';

/** Accounts that the directory's e-mail addresses do not explain, and what their owners say of themselves. */
export const linksOn = (
  database: Database,
): Pick<People, 'unmapped' | 'proposeLink' | 'link' | 'answerLink' | 'confirmLink'> => ({
  async unmapped(limit) {
    const rows = await database.query<Row>(UNMAPPED, [limit], { name: 'unmapped' });
    return rows.map((row) => StoredUnmapped.parse(row));
  },
  async proposeLink({ account, person, askedBy }, now) {
    await database.query(
      `INSERT INTO account_link (platform, tenant, user_id, person_id, asked_by, asked_at, state) VALUES ($1, $2, $3, $4, $5, $6, 'asked')
        ON CONFLICT (platform, tenant, user_id) DO UPDATE SET person_id = excluded.person_id, asked_by = excluded.asked_by, asked_at = excluded.asked_at,
          state = 'asked', answered_at = NULL`,
      [...accountKey(account), person, askedBy, now],
    );
  },
  async link(account) {
    const [row] = await database.query<{ link: unknown }>(
      `SELECT ${LINK} AS link FROM account_link l WHERE l.platform = $1 AND l.tenant = $2 AND l.user_id = $3`,
      accountKey(account),
    );
    return row ? StoredLink.parse(row.link) : null;
  },
  async answerLink({ account, person, yes }, now) {
    const [row] = await database.query<{ link: unknown }>(ANSWER, [
      ...accountKey(account),
      person,
      yes ? 'claimed' : 'refused',
      now,
      'asked',
    ]);
    return row ? StoredLink.parse(row.link) : null;
  },
  async confirmLink({ account, person, yes }, now) {
    return database.transaction(async (sql) => {
      const [row] = await sql.query<{ link: unknown }>(ANSWER, [
        ...accountKey(account),
        person,
        yes ? 'linked' : 'refused',
        now,
        'claimed',
      ]);
      if (row && yes) await sql.query(TAKE, [...accountKey(account), person]);
      return row ? StoredLink.parse(row.link) : null;
    });
  },
});

/** The columns of an account's key, in their order. */
export const accountKey = ({ platform, tenant, user }: Account): string[] => [
  platform,
  tenant,
  user,
];

const LINK = `json_build_object('account', json_build_object('platform', l.platform, 'tenant', l.tenant, 'user', l.user_id),
  'person', l.person_id, 'askedBy', l.asked_by, 'askedAt', l.asked_at, 'state', l.state)`;

const UNMAPPED = `SELECT json_build_object('platform', a.platform, 'tenant', a.tenant, 'user', a.user_id) AS account,
    json_build_object('standing', a.standing, 'email', a.email, 'name', a.name, 'zone', a.zone, 'locale', a.locale) AS identity,
    (SELECT ${LINK} FROM account_link l WHERE l.platform = a.platform AND l.tenant = a.tenant AND l.user_id = a.user_id) AS link
  FROM chat_account a WHERE a.person_id IS NULL AND a.standing = 'member' AND a.email IS NOT NULL ORDER BY a.checked_at DESC, a.platform, a.tenant, a.user_id LIMIT $1`;

const ANSWER = `UPDATE account_link l SET state = $5, answered_at = $6
  WHERE l.platform = $1 AND l.tenant = $2 AND l.user_id = $3 AND l.person_id = $4 AND l.state = $7
    AND EXISTS (SELECT 1 FROM chat_account a WHERE a.platform = $1 AND a.tenant = $2 AND a.user_id = $3 AND a.standing = 'member' AND a.email IS NOT NULL AND a.person_id IS NULL)
    AND ($5 = 'refused' OR EXISTS (SELECT 1 FROM person p WHERE p.id = $4 AND p.active))
  RETURNING ${LINK} AS link`;

const TAKE =
  'UPDATE chat_account SET person_id = $4 WHERE platform = $1 AND tenant = $2 AND user_id = $3';

const StoredAccount: z.ZodType<Account> = z.object({
  platform: PlatformId,
  tenant: z.string(),
  user: z.string(),
});

const StoredLink: z.ZodType<AccountLink> = z.object({
  account: StoredAccount,
  person: PersonId,
  askedBy: PersonId,
  askedAt: z.coerce.date(),
  state: z.enum(['asked', 'claimed', 'linked', 'refused']),
});

const StoredUnmapped: z.ZodType<UnmappedAccount> = z.object({
  account: StoredAccount,
  identity: z.object({
    standing: z.enum(['member', 'guest', 'outsider']),
    email: z.string().nullable(),
    name: z.string(),
    zone: z.string().nullable(),
    locale: z.string().nullable(),
  }),
  link: StoredLink.nullable(),
});
