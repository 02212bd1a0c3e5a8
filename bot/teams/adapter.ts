import type { Adapter } from '../platform.ts';
import { teamsOnDemand } from './on-demand.ts';

/** The Bot Framework takes half a second to load. Where Teams is not set up, a local test client may ask for it as long as the playground is there. */
export const teams: Adapter = {
  id: 'teams',
  name: 'Teams',
  isSetUp: (config) => config.teams.appId !== undefined,
  async load({ teams: config, playground }) {
    if (!config.appId)
      return playground === 'closed' ? null : (wiring) => teamsOnDemand(config, wiring);
    const { teamsPlatform } = await import('./teams.ts');
    return (wiring) => teamsPlatform(config, wiring);
  },
  async examine({ teams: config, publicUrl }) {
    const { examineTeams } = await import('./setup/doctor.ts');
    return examineTeams(config, publicUrl);
  },
};
