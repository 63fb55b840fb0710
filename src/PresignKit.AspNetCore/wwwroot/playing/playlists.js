// The playlists that a player has loaded, and the signed URLs that they name. A player asks, before each request, for the URL to use.
import { refusalOf } from "./application.js";
import { Countdown } from "./countdown.js";
import { absolute, addressOf, isPlaylist, refreshAfter, signedUrls } from "./links.js";

/** How long a request waits for a fresh URL while the old one is still valid. */
const PATIENCE = 3_000;
/** A store that refuses fresh URLs refuses the next ones, too: seconds. */
const REFUSALS_APART = 10;
/** Sound, picture, and text of one film have playlists of their own, and are used together. */
const TOGETHER = 60_000;
/** More than the qualities and languages of a film. */
const MOST_LISTS = 100;

export class Playlists {
  #context;
  #lists = new Map();
  #links = new Map();

  constructor(context) {
    this.#context = context;
  }

  /**
   * Takes over what the player has loaded, and has asked for `age` milliseconds ago. `header` reads a header of the answer; a text that is no playlist is
   * ignored.
   */
  learn(address, text, header, age = 0) {
    if (!isPlaylist(text)) return;
    const { application } = this.#context;
    // The first one is what the page has asked for. What others serve, such as advertisements, is theirs to renew.
    application.settle(address);
    const urls = application.isOwn(address) ? signedUrls(text) : [];
    if (urls.length === 0) return;
    address = absolute(address);
    const list = this.#lists.get(address) ?? { address, usedAt: 0 };
    this.#touch(list);
    list.countdown = new Countdown(refreshAfter(header, urls[0]), list.countdown, age);
    for (const url of urls) this.#links.set(addressOf(url), { url, list, countdown: list.countdown });
    // Of live streams: what is named no longer.
    for (const [key, link] of this.#links) {
      if (link.list === list && link.countdown !== list.countdown && link.countdown.isOver) this.#links.delete(key);
    }
    this.#context.renewed(list.countdown.seconds);
  }

  /** The URL to use instead; a promise if it has to be signed first. URLs that no playlist has named are left alone. */
  resolve(url) {
    const link = this.#links.get(addressOf(url));
    if (!link) return url;
    link.list.usedAt = performance.now();
    this.#touch(link.list);
    return link.list.countdown.isDue || this.#context.going() ? this.#fresh(link, url) : link.url;
  }

  /** The store has answered 403 to this URL: another one to try, or null. */
  async refused(url) {
    const link = this.#links.get(addressOf(url));
    if (!link || (link.url === url && !await this.#renewAfterRefusal(link.list))) return null;
    const renewed = this.#links.get(addressOf(url))?.url ?? url;
    return renewed === url ? null : renewed;
  }

  /**
   * The application has refused what the player has loaded before, such as the playlist of a live stream. If it still does, playback stops. Whether the player
   * should load it again, once playback may go on.
   */
  async withdrawn(address, status) {
    const list = this.#lists.get(absolute(address));
    const { going } = this.#context;
    if (!list || !refusalOf(status) || (!going() && !await this.#renewAfterRefusal(list))) return false;
    await going();
    return !this.#context.signal.aborted;
  }

  /** Has the playlists signed again that are in use. What was asked before is an answer of before. */
  async renew() {
    const lists = [...this.#lists.values()];
    for (const list of lists) list.renewing = list.refused = null;
    const last = Math.max(...lists.map(list => list.usedAt));
    await Promise.all(lists.filter(list => last - list.usedAt < TOGETHER).map(list => this.#renew(list)));
  }

  async #fresh(link, url) {
    const { list } = link;
    const { signal, going } = this.#context;
    do {
      await going();
      if (signal.aborted) return url;
      const renewing = this.#renew(list).catch(() => {});
      const { countdown } = link;
      const patience = new Promise(done => { setTimeout(done, Math.min(PATIENCE, countdown.usable)); });
      if (!countdown.isOver) await Promise.race([renewing, list.trouble, patience]);
      if (countdown.isOver) await renewing;
    } while (going());
    return this.#links.get(addressOf(url))?.url ?? url;
  }

  /** Not at once again if it does not help: false. */
  async #renewAfterRefusal(list) {
    if (list.refused && !list.refused.isDue) return false;
    list.refused = new Countdown(REFUSALS_APART);
    await this.#renew(list).catch(() => {});
    return true;
  }

  /** Some players load a live playlist by a new address each time, and some pages play one film after another: what was used last is kept. */
  #touch(list) {
    this.#lists.delete(list.address);
    this.#lists.set(list.address, list);
    if (this.#lists.size <= MOST_LISTS) return;
    const [oldest] = this.#lists.values();
    this.#lists.delete(oldest.address);
    for (const [key, link] of this.#links) if (link.list === oldest) this.#links.delete(key);
  }

  /** One request, however many wait for it. */
  #renew(list) {
    if (list.renewing) return list.renewing;
    const { application, signal, stop } = this.#context;
    list.trouble = new Promise(inTrouble => {
      let asked;
      const ask = () => {
        asked = performance.now();
        return application.get(list.address, isPlaylist, signal);
      };
      const renewing = list.renewing = application.insist(ask, signal, inTrouble)
        .then(({ response, text }) => {
          const { countdown } = list;
          this.learn(list.address, text, name => response.headers.get(name), performance.now() - asked);
          // An answer without signed URLs is not asked for again at once.
          if (list.countdown === countdown) list.countdown = new Countdown(countdown.seconds, countdown);
        }, error => {
          if (!signal.aborted && list.renewing === renewing) stop(error);
          throw error;
        })
        .finally(() => { if (list.renewing === renewing) list.renewing = null; });
    });
    return list.renewing;
  }
}
