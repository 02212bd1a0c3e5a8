import { z } from 'zod';
import { PlatformId } from '../../crm/person/person.ts';
import { ChannelMode, type ChannelSettings, type Channels } from '../../crm/store/channels.ts';
import type { Database, Row } from '../database/database.ts';

export function channelsOn({ prisma, query }: Database): Channels {
  return {
    async get({ platform, tenant, channel }) {
      const [row] = await query<ChannelRow>(
        'SELECT platform, tenant, channel, name, mode, department, show_amounts AS "showAmounts" FROM channel WHERE platform = $1 AND tenant = $2 AND channel = $3',
        [platform, tenant, channel],
        { name: 'channel' },
      );
      return row ? settingsOf(row) : null;
    },
    async ofDepartment(department) {
      const rows = await prisma.channel.findMany({
        where: { department },
        orderBy: [{ platform: 'asc' }, { tenant: 'asc' }, { channel: 'asc' }],
        take: MOST,
      });
      return rows.map(settingsOf);
    },
    async set({ platform, tenant, channel, name, mode, department, showsAmounts: showAmounts }) {
      const settings = { name, mode, department, showAmounts };
      await prisma.channel.upsert({
        where: { platform_tenant_channel: { platform, tenant, channel } },
        create: { platform, tenant, channel, ...settings },
        update: settings,
      });
    },
    async unset(since, limit) {
      const rows = await query<Row>(UNSET, [since, limit], { name: 'channels-unset' });
      return rows.map((row) => Unset.parse(row));
    },
  };
}

/** More channels of one department than anybody means. */
const MOST = 20;

const settingsOf = ({
  platform,
  mode,
  showAmounts: showsAmounts,
  ...rest
}: ChannelRow): ChannelSettings => ({
  ...rest,
  platform: PlatformId.parse(platform),
  mode: ChannelMode.parse(mode),
  showsAmounts,
});

type ChannelRow = Awaited<ReturnType<Database['prisma']['channel']['findMany']>>[number];

const Unset = z.object({
  platform: PlatformId,
  tenant: z.string(),
  channel: z.string(),
  name: z.string().nullable(),
});

// The audit knows such a channel by the platform's id; only rooms and channels that follow have a name for people.
const UNSET = `SELECT a.platform, a.tenant, a.channel, coalesce(
    (SELECT r.place->>'name' FROM room r WHERE r.platform = a.platform AND r.tenant = a.tenant AND r.place_id = a.channel),
    (SELECT f.place->>'name' FROM place_follow f WHERE f.platform = a.platform AND f.tenant = a.tenant AND f.place_id = a.channel LIMIT 1)) AS name
  FROM (SELECT platform, tenant, substr(place, 9) AS channel, max(at) AS at FROM audit WHERE at >= $1 AND place LIKE 'channel %' GROUP BY 1, 2, 3) a
  WHERE NOT EXISTS (SELECT 1 FROM channel c WHERE c.platform = a.platform AND c.tenant = a.tenant AND c.channel = a.channel)
  ORDER BY a.at DESC, a.channel LIMIT $2`;
