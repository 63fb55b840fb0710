// The signed URLs in a text, and how long they may be used.
import { WHOLE } from "./countdown.js";

const ABSOLUTE = /https?:\/\/[^\s"'<>]+/g;
const SIGNED = /[?&](?:X-Amz-Signature|Key-Pair-Id)=/;
const AMAZON_DATE = /[?&]X-Amz-Date=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/;
const AMAZON_EXPIRES = /[?&]X-Amz-Expires=(\d+)/;
const CLOUDFRONT_EXPIRES = /[?&]Expires=(\d+)/;
const REFRESH_AFTER = "PresignKit-Refresh-After";
/** If neither the answer nor a URL tells: seconds. */
const UNKNOWN = 60;

/** What stays the same when a URL is signed again. */
export function addressOf(url) {
  return url.split(/[?#]/, 1)[0];
}

/** Players are given addresses that are relative to the page, and name them as they like. */
export function absolute(address) {
  return new URL(address, document.baseURI).href;
}

/** All signed URLs in a playlist or manifest, in whatever tags or elements they are. */
export function signedUrls(text) {
  const isXml = /^\s*</.test(text);
  return (text.match(ABSOLUTE) ?? []).map(url => isXml ? url.replaceAll("&amp;", "&") : url).filter(url => SIGNED.test(url));
}

/** What an answer is: `#EXTM3U`, or XML with an element MPD near its beginning. */
export function isPlaylist(text) {
  return /^\uFEFF?#EXTM3U/.test(text) || (/^\s*</.test(text) && /<([\w.-]+:)?MPD[\s>]/.test(text.slice(0, 4096)));
}

/**
 * After how many seconds to ask again. `header` reads a header of the answer; pages of other origins can read only what its CORS rules expose, so the
 * URL itself is the second choice.
 */
export function refreshAfter(header, url) {
  const told = Number(header(REFRESH_AFTER) ?? NaN);
  if (told >= 0) return told;
  const now = Date.parse(header("Date") ?? "") || Date.now();
  const lifetime = Number(AMAZON_EXPIRES.exec(url)?.[1]);
  if (lifetime) {
    const [year, month, ...rest] = AMAZON_DATE.exec(url)?.slice(1).map(Number) ?? [NaN];
    const left = Date.UTC(year, month - 1, ...rest) / 1000 + lifetime - now / 1000;
    // A clock by which the URL is not valid now is wrong.
    return (left > 0 && left <= lifetime ? left : lifetime / 2) / WHOLE;
  }
  const left = Number(CLOUDFRONT_EXPIRES.exec(url)?.[1]) - now / 1000;
  return left > 0 ? left / WHOLE : UNKNOWN;
}
