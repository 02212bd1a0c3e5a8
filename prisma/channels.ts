import { z } from 'zod';
import { Platform } from '../crm/person.ts';
import type { Channels } from '../crm/store.ts';
import type { Database } from './database.ts';

export function channelsOn({ prisma }: Database): Channels {
  return {
    async get({ platform, tenant, channel }) {
      const row = await prisma.channel.findUnique({ where: { platform_tenant_channel: { platform, tenant, channel } } });
      if (!row) return null;
      const { mode, showAmounts: showsAmounts, ...rest } = row;
      return { ...rest, platform: Platform.parse(row.platform), mode: Mode.parse(mode), showsAmounts };
    },
    async set({ platform, tenant, channel, name, mode, department, showsAmounts: showAmounts }) {
      const settings = { name, mode, department, showAmounts };
      await prisma.channel.upsert({
        where: { platform_tenant_channel: { platform, tenant, channel } },
        create: { platform, tenant, channel, ...settings },
        update: settings,
      });
    },
  };
}

const Mode = z.enum(['open', 'read-only', 'silent']);
