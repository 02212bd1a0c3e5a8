import { connectionMessage } from '../../cards/connection/messages.ts';
import { consentPageStrings as strings } from '../../cards/connection/page-strings.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import type { ConnectionKey } from '../../crm/connection/connection.ts';
import type { Consent } from '../../crm/connection/consent-flow.ts';
import { type Person, RAPPORT_ACCOUNT } from '../../crm/person/person.ts';
import { Problem, Upstream } from '../../crm/problem.ts';
import type { Store } from '../../crm/store/store.ts';
import { readerFor } from '../reader.ts';
import type { OpenConsents } from './consents.ts';

export interface FinishParts {
  consents: OpenConsents;
  store: Store;
  now: () => Date;
  id: () => string;
  /** The organisation's own, for people who have set none. */
  zone: string;
  locale: string;
}

/** A browser as a system's page sent it back. */
export interface CameBack {
  source: string;
  state: string;
  code: string | null;
}

interface Whose {
  person: Person;
  key: ConnectionKey;
  /** The system's name. */
  system: string;
}

/**
 * Finishes a consent: its tokens are stored, and the colleague hears of it in chat too. `code` is null where they did
 * not agree. Throws a `Problem` whose words are for the page.
 */
export async function finishConsent(
  { source, state, code }: CameBack,
  parts: FinishParts,
): Promise<{ system: string; email: string }> {
  const { consents, store } = parts;
  const begun = await consents.begun(state).catch((cause: unknown) => {
    throw cause instanceof Problem ? new Problem(cause.code, STATES[cause.code] ?? cause) : cause;
  });
  const system = consents.systems.find(({ id }) => id === source)?.name;
  const person = await store.people.get(begun.person);
  if (begun.source !== source || !system || !person?.active)
    throw new Problem('unknown-state', strings.unknown);
  if (code === null) throw new Problem('declined', strings.declined(system));
  const consent = await consents.redeem(begun, code).catch((cause: unknown) => {
    if (!(cause instanceof Upstream)) throw cause;
    throw new Problem('not-redeemed', { ...strings.failed(system, cause.reason ?? null), cause });
  });
  const whose = { person, system, key: { person: person.id, source } };
  const refusal = refusalOf(consent, whose);
  if (!refusal) return keep(consent, whose, parts);
  await giveUp(consent, whose, parts);
  throw refusal;
}

const STATES: Readonly<Record<string, { say: string; try: string }>> = {
  'unknown-state': strings.unknown,
  'late-state': strings.late,
  'used-state': strings.used,
};

/**
 * The state tells who began it, and nothing but the account tells who agreed: a link may have been sent on. So the
 * account has to be that of the colleague who began.
 */
function refusalOf({ user: { email }, isOurs }: Consent, { person, system }: Whose) {
  if (!isOurs) return new Problem('other-account', strings.otherAccount(system));
  if (email === null) return new Problem('unverified', strings.unverified(system));
  return email === person.email.toLowerCase()
    ? null
    : new Problem('somebody-else', strings.somebodyElse(system, email));
}

/** Tokens that nobody is to have are given up at the system too. */
async function giveUp(
  { tokens }: Consent,
  { key }: Whose,
  { consents, store, now, id }: FinishParts,
): Promise<void> {
  const revocation = { id: id(), ...key, tokens: consents.seal(tokens, key) };
  await store.commit([{ kind: 'revocation', revocation }], now());
}

async function keep(
  { tokens, user }: Consent,
  { person, key, system }: Whose,
  { consents, store, now, zone, locale }: FinishParts,
): Promise<{ system: string; email: string }> {
  const at = now();
  const email = user.email ?? person.email;
  const connection = { ...key, user: { id: user.id, email }, since: at, endedAt: null };
  const replaced = await consents.replacedBy(tokens, key);
  const news = { kind: 'connected' as const, email };
  const reader = readerFor(person, { zone, locale }, at);
  await store.commit(
    [
      { kind: 'connection', connection, tokens: consents.seal(tokens, key) },
      ...(replaced ? [{ kind: 'revocation' as const, revocation: replaced }] : []),
      auditLine(
        { action: 'settings', customer: null, detail: { set: 'connect', source: key.source } },
        { person, account: RAPPORT_ACCOUNT, place: { kind: 'direct', id: 'browser' }, now: at },
      ),
      { kind: 'message', message: connectionMessage(connection, { news, system, reader }) },
    ],
    at,
  );
  return { system, email };
}
