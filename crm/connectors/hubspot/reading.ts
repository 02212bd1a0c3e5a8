import { type HubspotObject, type ObjectType, PROPERTIES } from './objects.ts';
import type { Setting } from './setting.ts';

/** Properties of a company that only this account has, by what they mean here. */
export interface OwnProperties {
  segment?: string | undefined;
  revenue?: string | undefined;
  renewsOn?: string | undefined;
  health?: string | undefined;
}

/** An object with the company that it goes with, null where there is none. */
export interface Read {
  type: ObjectType;
  object: HubspotObject;
  company: string | null;
  /** Further companies that it goes with. */
  others: readonly string[];
  /** A line for each of its files. */
  files: readonly string[];
}

export interface Reading {
  source: string;
  setting: Setting;
  own: OwnProperties;
}

/** Everything that is asked of an object of a kind. */
export const propertiesOf = (type: ObjectType, own: OwnProperties): readonly string[] =>
  type === 'companies'
    ? [...PROPERTIES[type], ...Object.values(own).filter((name) => name !== undefined)]
    : PROPERTIES[type];
