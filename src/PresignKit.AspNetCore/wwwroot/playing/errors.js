/** Why playback was stopped, with a stable code: one of `PlaybackCodes`. */
export class PlaybackError extends Error {
  constructor(code, message, { status = 0, cause } = {}) {
    super(message, { cause });
    this.name = "PlaybackError";
    this.code = code;
    this.status = status;
  }
}

export const PlaybackCodes = Object.freeze({
  AccessWithdrawn: "access-withdrawn",
  AuthenticationRequired: "authentication-required",
  ApplicationRefused: "application-refused",
  AnswerInvalid: "answer-invalid",
  HeadersFailed: "headers-failed",
  PlaybackFailed: "playback-failed",
});
