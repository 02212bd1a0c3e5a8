import { describe, expect, test } from 'vitest';
import { serviceTrust } from '../../../bot/teams/setup/service-trust.ts';

describe('answers go', () => {
  const registered = serviceTrust({ appId: 'app' });
  test.each([
    'https://smba.trafficmanager.net/emea/',
    'https://SMBA.trafficmanager.net/teams',
    'https://smba.infra.gcc.teams.microsoft.com/gcc',
    'https://smba.infra.gov.teams.microsoft.us/teams',
    'https://smba.infra.dod.teams.microsoft.us/teams',
    'https://api.botframework.com',
    'https://europe.webchat.botframework.com/',
    'https://api.botframework.azure.us/',
    'https://botframework.azure.cn/',
  ])('with an app id to Microsoft: %s', (address) => {
    expect(registered(address)).toBe(true);
  });

  test.each([
    'https://evil.trafficmanager.net/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://evilbotframework.com/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://word@smba.trafficmanager.net/',
    'https://smba.trafficmanager.net:8443/',
    'http://smba.trafficmanager.net/',
    'https://evil.example/smba.trafficmanager.net',
    'http://127.0.0.1:3978/',
    'https://localhost/',
    'http://169.254.169.254/metadata',
    'smba.trafficmanager.net',
    '',
  ])('with an app id nowhere else: %s', (address) => {
    expect(registered(address)).toBe(false);
  });

  test('to this machine where Microsoft’s sign-in was set to it, and then nowhere else', () => {
    const substitute = serviceTrust({
      appId: 'app',
      settings: { ToChannelFromBotLoginUrl: 'http://127.0.0.1:5000/login' },
    });
    expect(substitute('http://127.0.0.1:5000/emea/')).toBe(true);
    expect(substitute('https://smba.trafficmanager.net/emea/')).toBe(false);
    const otherCloud = serviceTrust({
      appId: 'app',
      settings: { ToChannelFromBotLoginUrl: 'https://login.microsoftonline.us/x' },
    });
    expect(otherCloud('http://127.0.0.1:5000/')).toBe(false);
  });

  test('without an app id to this machine alone', () => {
    const local = serviceTrust({});
    expect(local('http://localhost:56150/_connector')).toBe(true);
    expect(local('https://smba.trafficmanager.net/emea/')).toBe(false);
    expect(local('http://10.0.0.5/')).toBe(false);
  });
});
