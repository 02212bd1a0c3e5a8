import { parse } from 'tldts';
import { domainOf } from './addresses.ts';
import { MAIL_PROVIDERS } from './mail-providers.ts';

/** Hosts where anybody has a page, under a path of the same domain or under a name of their own. */
const PAGES_OF_ANYBODY = new Set(
  (
    'facebook.com fb.com instagram.com linkedin.com xing.com twitter.com x.com youtube.com youtu.be tiktok.com pinterest.com google.com goo.gl ' +
    'linktr.ee about.me medium.com notion.so notion.site wordpress.com blogspot.com blogger.com tumblr.com weebly.com wix.com wixsite.com ' +
    'squarespace.com jimdo.com jimdosite.com jimdofree.com webflow.io godaddysites.com business.site strikingly.com carrd.co myshopify.com ' +
    'etsy.com ebay.com amazon.com bigcartel.com yelp.com tripadvisor.com booking.com airbnb.com github.com gitlab.com bitbucket.org ' +
    'azurewebsites.net cloudfront.net herokuapp.com netlify.app vercel.app pages.dev web.app firebaseapp.com onmicrosoft.com sharepoint.com ' +
    'zendesk.com freshdesk.com hubspot.com salesforce.com force.com atlassian.net slack.com bit.ly t.me wa.me'
  ).split(' '),
);

/**
 * The domain that a company registered, of any host or address in it: `Shop.ACME.co.uk` → `acme.co.uk`, lower case, an
 * international one in its ASCII form. Null where there is none, and where it is nobody's own: a mail provider's, or a
 * host of many companies' pages. A company's own name at such a host (`acme.github.io`) is its own.
 */
export function companyDomain(text: string): string | null {
  const host = domainOf(text);
  if (host === null) return null;
  const { domain, isPrivate } = parse(host, { allowPrivateDomains: true });
  if (!domain || MAIL_PROVIDERS.has(domain) || MAIL_PROVIDERS.has(host)) return null;
  return !isPrivate && PAGES_OF_ANYBODY.has(domain) ? null : domain;
}
