/** The answer of an application with a signed URL, such as that of `GET /downloads/{id}`. */
export interface PlaybackSource {
  url: string;
  /** After how many seconds to ask again. */
  refreshAfter?: number;
  /** When the URL expires. Used if there is no `refreshAfter`; depends on this machine's clock. */
  expiresAt?: string | number | Date;
}

export interface KeepPlayingOptions {
  /**
   * For a bare `<video>` or `<audio>`, and for files in video.js: the address of a JSON answer with `url` and `refreshAfter`, or a function that returns one.
   * For HLS in a bare `<video>`: the address of the playlist. Players that load playlists themselves need none. A function that rejects is called again, with
   * growing waits; with an error that has a `status` of 401, 403, 404, or 410, it ends playback, as such an answer does.
   */
  source?: string | URL | (() => PlaybackSource | Promise<PlaybackSource>);
  /**
   * Headers of each request to the application, such as a bearer token. The application is what answers at the page's origin, and at that of `source` or of the
   * first playlist that the player loads. Stores and other origins never receive them; with `headers`, redirects are not followed.
   */
  headers?: () => HeadersInit | Promise<HeadersInit>;
  /** Whether requests to the application, as above, carry cookies. Default: `same-origin`. */
  credentials?: RequestCredentials;
}

/** Why playback was stopped: one of {@link PlaybackCodes}. */
export class PlaybackError extends Error {
  constructor(code: string, message: string, details?: { status?: number; cause?: unknown });
  readonly code: string;
  /** The status of the application's answer; 0 if there was none. */
  readonly status: number;
}

/** The codes with which playback stops. */
export const PlaybackCodes: {
  readonly AccessWithdrawn: "access-withdrawn";
  readonly AuthenticationRequired: "authentication-required";
  readonly ApplicationRefused: "application-refused";
  readonly AnswerInvalid: "answer-invalid";
  readonly HeadersFailed: "headers-failed";
  readonly PlaybackFailed: "playback-failed";
};

/** There are new links, the first ones included. */
export interface RenewedEvent extends Event {
  /** When they expire, by this machine's clock. */
  readonly expiresAt: Date;
  /** After how many seconds they are renewed. */
  readonly refreshAfter: number;
}

/** Playback cannot go on: the player was paused. */
export interface StoppedEvent extends Event {
  readonly error: PlaybackError;
}

/** The renewal of one player's URLs. Dispatches `renewed` ({@link RenewedEvent}) and `stopped` ({@link StoppedEvent}). */
export class KeptPlayback extends EventTarget {
  constructor(target: PlaybackTarget, options: KeepPlayingOptions);
  /** When the newest links expire, by this machine's clock; null until there are any. */
  readonly expiresAt: Date | null;
  /** Why playback was stopped; null while it is not. */
  readonly error: PlaybackError | null;
  /** Renews at once, also after a stop, for example when the user has signed in again; then call `play()` of the player. */
  renew(): Promise<void>;
  /** Leaves the player as it is, with the URLs that it has, and takes no part in its requests any more. */
  dispose(): void;

  addEventListener<K extends keyof KeptPlaybackEventMap>(
    type: K, listener: (this: KeptPlayback, event: KeptPlaybackEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof KeptPlaybackEventMap>(
    type: K, listener: (this: KeptPlayback, event: KeptPlaybackEventMap[K]) => void, options?: boolean | EventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | EventListenerOptions): void;
}

export interface KeptPlaybackEventMap {
  renewed: RenewedEvent;
  stopped: StoppedEvent;
}

/** A `<video>` or `<audio>`, an `Hls` of hls.js, a `shaka.Player`, a `MediaPlayer` of dash.js, or a player of video.js. */
export type PlaybackTarget =
  | HTMLMediaElement
  | { loadSource(url: string): void; config: object }
  | { getNetworkingEngine(): unknown }
  | { addRequestInterceptor(interceptor: (request: never) => Promise<unknown>): void }
  | { tech(safety?: unknown): unknown };

/** Renews the signed URLs of a player, until it is disposed of. Call it before the player loads its source. */
export function keepPlaying(target: PlaybackTarget, options?: KeepPlayingOptions): KeptPlayback;
