import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { z } from 'zod';

type CredentialsFactory = NonNullable<
  ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]
>;
const Token = z.object({ access_token: z.string().min(1) });

/** Microsoft's library refuses a login server without TLS; a connector on this machine needs nothing more than this. */
export function plainLogin({
  appId,
  appPassword,
  loginUrl,
}: {
  appId: string;
  appPassword: string;
  loginUrl: string;
}): CredentialsFactory {
  return {
    isValidAppId: async (id) => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async (_appId, audience) => ({
      signRequest: async (request) => {
        const response = await fetch(`${loginUrl}/oauth2/v2.0/token`, {
          method: 'POST',
          body: new URLSearchParams({
            grant_type: 'client_credentials',
            client_id: appId,
            client_secret: appPassword,
            scope: `${audience}/.default`,
          }),
        });
        if (!response.ok)
          throw Object.assign(new Error('Login refused'), { statusCode: response.status });
        request.headers.set(
          'authorization',
          `Bearer ${Token.parse(await response.json()).access_token}`,
        );
        return request;
      },
    }),
  };
}
