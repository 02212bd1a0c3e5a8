import type { ConnectorWriter } from '../connector.ts';
import { Upstream } from '../problem.ts';

/**
 * How a colleague lets Rapport write in their name in a system: OAuth 2.0 with an authorization code and PKCE
 * (RFC 6749, RFC 7636). Its functions throw `Upstream`, and nothing else.
 */
export interface ConsentFlow {
  /** The address of the system's own page, on which the colleague agrees. */
  pageFor(ask: { state: string; challenge: string; redirectUri: string }): Promise<string>;
  /** Exchanges the code with which the page sent them back. `rejected` where it is no good. */
  redeem(answer: { code: string; verifier: string; redirectUri: string }): Promise<Consent>;
  /** Gets new tokens. Throws `ConsentEnded` where the system accepts the old ones no more. */
  refresh(tokens: PersonalTokens): Promise<GrantedTokens>;
  /** Gives the tokens up. Those that are no good any more are given up already. */
  revoke(tokens: Pick<PersonalTokens, 'refresh'>): Promise<void>;
  /**
   * Writes in the name of the colleague whose tokens these are. An earlier call's work is looked up by its key as
   * Rapport, so it is found whoever wrote it. Throws `NotAllowed` where this colleague may not write that.
   */
  writerAs(tokens: TokenSource): ConnectorWriter;
}

export interface GrantedTokens {
  access: string;
  refresh: string;
  /** The address of the records, where the system gives one with its tokens. */
  instance: string | null;
  /** Milliseconds; null where the system does not tell. */
  lastsFor: number | null;
}

export interface PersonalTokens extends Omit<GrantedTokens, 'lastsFor'> {
  expiresAt: Date | null;
}

export interface Consent {
  tokens: GrantedTokens;
  user: {
    id: string;
    /** Verified by the system; null where it is not. */
    email: string | null;
  };
  /** False where the colleague chose another company's account than the one that is connected. */
  isOurs: boolean;
}

/** The tokens of one colleague. Both throw `ConsentEnded` where there are none that the system accepts. */
export interface TokenSource {
  get(): Promise<PersonalTokens>;
  /** Others than `ended`, which the system refused. */
  renew(ended: Pick<PersonalTokens, 'access'>): Promise<PersonalTokens>;
}

/** The consent is over: it was taken back in the system, ran out, or cannot be read here any more. */
export class ConsentEnded extends Upstream {
  constructor(system: string, cause?: unknown) {
    super(system, 'unauthorised', { cause });
  }
}

/** The colleague's own account may not do this; `reason` has the system's words. */
export class NotAllowed extends Upstream {
  constructor(system: string, { reason, cause }: Pick<Upstream, 'reason'> & { cause: unknown }) {
    super(system, 'rejected', { ...(reason !== undefined && { reason }), cause });
  }
}
