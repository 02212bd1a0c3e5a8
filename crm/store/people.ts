import type { ExternalId } from '../connector.ts';
import type {
  Account,
  Department,
  DepartmentId,
  Identity,
  Person,
  PersonId,
} from '../person/person.ts';

export interface People {
  get(id: PersonId): Promise<Person | null>;
  byEmail(email: string): Promise<Person | null>;
  /** By name or e-mail, misspelt too; active ones only, best first. */
  find(query: string, limit: number): Promise<Person[]>;
  all(): Promise<Person[]>;
  departments(): Promise<Department[]>;
  managers(department: DepartmentId): Promise<PersonId[]>;
  /** A source's id of this person; null where it does not know them. */
  externalId(source: string, person: PersonId): Promise<ExternalId | null>;
  /** How a person is reached: the accounts that the directory last called a member, latest used first. */
  accounts(person: PersonId): Promise<Account[]>;
  /** The directory's last answer on this account, or null. */
  account(account: Account): Promise<KnownAccount | null>;
  /** Remembers what the directory says now, and the person with that verified e-mail, if any. */
  remember(account: Account, identity: Identity, now: Date): Promise<KnownAccount>;
  /** Accounts of members with a verified e-mail that are nobody's yet, latest seen first; without one an account is refused whoever it is. */
  unmapped(limit: number): Promise<UnmappedAccount[]>;
  /** Active people without an account, by name. */
  unreached(limit: number): Promise<Person[]>;
  /** Notes for whom an account was taken; nobody's until its owner says so. Asking again replaces the question before. */
  proposeLink(link: Pick<AccountLink, 'account' | 'person' | 'askedBy'>, now: Date): Promise<void>;
  link(account: Account): Promise<AccountLink | null>;
  /** The owner's own answer; null where they were asked nothing (else). A yes changes nothing by itself: it waits for the one whose name it is. */
  answerLink(
    answer: { account: Account; person: PersonId; yes: boolean },
    now: Date,
  ): Promise<AccountLink | null>;
  /**
   * Whether the account that said yes is this person's; null where none did. A yes makes it theirs for as long as the
   * directory calls it a member's, unless its e-mail says otherwise.
   */
  confirmLink(
    answer: { account: Account; person: PersonId; yes: boolean },
    now: Date,
  ): Promise<AccountLink | null>;
}

export interface UnmappedAccount {
  account: Account;
  identity: Identity;
  link: AccountLink | null;
}

/** The link that an administrator proposed for an account: `claimed` once its owner agreed, `linked` once confirmed. */
export interface AccountLink {
  account: Account;
  person: PersonId;
  askedBy: PersonId;
  askedAt: Date;
  state: 'asked' | 'claimed' | 'linked' | 'refused';
}

export interface KnownAccount {
  identity: Identity;
  person: Person | null;
  checkedAt: Date;
}
