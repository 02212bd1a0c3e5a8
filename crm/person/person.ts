import { z } from 'zod';

export const PersonId = z.string().min(1).brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;

/** The departments Rapport knows by name. A company may add its own; the policy denies what it does not know. */
export const DEPARTMENTS = [
  'marketing',
  'sales',
  'onboarding',
  'success',
  'support',
  'product',
  'operations',
  'finance',
] as const;
export const DepartmentId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
export type DepartmentId = z.infer<typeof DepartmentId>;

export interface Department {
  id: DepartmentId;
  name: string;
}

export const ROLES = ['member', 'manager', 'leader', 'administrator'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** An employee of the organisation that runs this Rapport. */
export interface Person {
  id: PersonId;
  name: string;
  email: string;
  title: string | null;
  department: DepartmentId;
  role: Role;
  /** IANA time zone, e.g. `Europe/Berlin`. */
  zone: string;
  /** BCP 47, e.g. `en-GB`. */
  locale: string;
  active: boolean;
}

/** The short name of a chat platform. Only bot/ knows which platforms there are. */
export const PlatformId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
export type PlatformId = z.infer<typeof PlatformId>;

/** An account in a chat platform's own words. `tenant` is a Slack workspace or enterprise, or a Microsoft tenant. */
export interface Account {
  platform: PlatformId;
  tenant: string;
  user: string;
}

/** Rapport itself, where the audit log names an account: what happens by the clock has no chat behind it. */
export const RAPPORT_ACCOUNT: Account = { platform: 'terminal', tenant: 'local', user: 'rapport' };

/** An account as the platform's directory describes it; one older than 15 minutes is read again. */
export interface Identity {
  /** `member` of this organisation, `guest` in it, or an `outsider` from another one. */
  standing: 'member' | 'guest' | 'outsider';
  /** Verified by the platform, or null. Never what the person typed. */
  email: string | null;
  name: string;
  /** The platform's own settings, used until the person has others. */
  zone: string | null;
  locale: string | null;
}
