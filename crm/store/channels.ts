import { z } from 'zod';
import type { DepartmentId, PlatformId } from '../person/person.ts';

export const ChannelMode = z.enum(['open', 'read-only', 'silent']);
export type ChannelMode = z.infer<typeof ChannelMode>;

export interface ChannelSettings {
  platform: PlatformId;
  tenant: string;
  channel: string;
  name: string | null;
  mode: ChannelMode;
  department: DepartmentId | null;
  showsAmounts: boolean;
}

export interface Channels {
  /** Null where nothing was set: open, no department, amounts as the audience may see. */
  get(place: {
    platform: PlatformId;
    tenant: string;
    channel: string;
  }): Promise<ChannelSettings | null>;
  set(settings: ChannelSettings): Promise<void>;
  /** Those that an administrator gave to this department, in one order. */
  ofDepartment(department: DepartmentId): Promise<ChannelSettings[]>;
  /** Channels in which something was asked since then, and nothing was set; named where a name is known. */
  unset(
    since: Date,
    limit: number,
  ): Promise<Pick<ChannelSettings, 'platform' | 'tenant' | 'channel' | 'name'>[]>;
}
