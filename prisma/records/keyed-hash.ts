import { createHmac, randomBytes } from 'node:crypto';
import type { SourceRecord } from '../../crm/customer/records.ts';
import type { ErasureTerms } from '../../crm/erasure/erasure.ts';
import { emailOf } from '../../crm/matching/addresses.ts';
import { companyDomain } from '../../crm/matching/company-domain.ts';
import { fold } from '../../crm/matching/names.ts';
import type { Sql } from '../database/database.ts';
import { setFirst, settingsOn } from '../settings/settings.ts';
import { key, text } from './cells.ts';

/**
 * A thing's name, as it is hashed: its kind and what names it. The hash is an HMAC-SHA256 under a random key of the
 * installation, so that a list of hashes is no list of names.
 */
export type HashedName = readonly [kind: string, ...parts: string[]];

export const hashOf = (secret: string, name: HashedName): string =>
  createHmac('sha256', secret).update(name.join('\u0001')).digest('base64url').slice(0, 32);

/** The keys, newest first: a restored store may have another one than the list beside it. Empty where nothing was ever erased. */
export const erasureKeys = async (sql: Sql): Promise<readonly string[]> =>
  (await settingsOn(sql).get('erasure-keys')) ?? [];

/** The key of new hashes; made at the first erasure. */
export async function newestKey(sql: Sql): Promise<string> {
  const [newest] = await erasureKeys(sql);
  if (newest) return newest;
  // Of two that begin at once, the second takes the key of the first.
  await setFirst(sql, 'erasure-keys', [randomBytes(32).toString('base64url')]);
  const [made] = await erasureKeys(sql);
  if (!made) throw new Error('The setting erasure-keys holds no key: restore it from a backup.');
  return made;
}

export const customerName = (source: string, externalId: string): HashedName => [
  'customer',
  text(source, 40),
  key(externalId),
];

/** A record of any other kind, by its table or its kind. */
export const recordName = (kind: string, source: string, externalId: string): HashedName => [
  kind.replaceAll('_', '-'),
  text(source, 40),
  key(externalId),
];

export const proofName = (subject: string, name: string): HashedName => [
  'proof',
  subject,
  fold(name),
];

/** The names under which a source may tell of it again. */
export const namesOfTerms = ({
  references,
  contacts,
  emails,
  companies,
}: ErasureTerms): HashedName[] => [
  ...references.map((one) => customerName(one.source, one.externalId)),
  ...contacts.map((one) => recordName('contact', one.source, one.externalId)),
  ...emails.map((email): HashedName => ['email', emailOf(email) ?? email.toLowerCase()]),
  ...companies.map((company): HashedName => ['domain', company]),
];

/** The names of which one that was erased makes this record one that was. */
export function namesOfRecord(record: SourceRecord): HashedName[] {
  switch (record.kind) {
    case 'department':
    case 'person':
    case 'campaign':
    case 'spend':
      return [];
    case 'customer':
      return [
        ...[record, ...record.references].map((one) => customerName(one.source, one.externalId)),
        ...record.domains.flatMap(domainNames),
      ];
    default:
      return [
        recordName(record.kind, record.source, record.externalId),
        ...(record.kind === 'contact' && record.email !== null ? emailNames(record.email) : []),
        ...(record.customer === null ? [] : ownerNames(record.source, record.customer)),
      ];
  }
}

/** A record may call its customer by an e-mail address. */
export const ownerNames = (source: string, named: string): HashedName[] => [
  customerName(source, named),
  ...(named.includes('@') ? [...emailNames(named), ...domainNames(named)] : []),
];

function emailNames(written: string): HashedName[] {
  const email = emailOf(written);
  return email === null ? [] : [['email', email]];
}

function domainNames(written: string): HashedName[] {
  const company = companyDomain(written);
  return company === null ? [] : [['domain', company]];
}
