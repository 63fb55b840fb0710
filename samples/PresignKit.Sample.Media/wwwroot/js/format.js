// Numbers, dates, and types in readable form.

const UNITS = ["bytes", "KB", "MB", "GB", "TB"];
const LONGEST_NAME = 48;

export function bytes(count) {
  let unit = 0;
  let value = count;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  // 1023.96 KB would round to "1024 KB".
  if (unit > 0 && Math.round(value) === 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  const number = value.toFixed(digits).replace(/\.0$/, "");
  return unit === 0 && count === 1 ? "1 byte" : `${number} ${UNITS[unit]}`;
}

/** 75 -> "1:15", 4000 -> "1:06:40" */
export function clock(seconds) {
  const total = Math.max(0, Math.floor(seconds));
  const h = Math.floor(total / 3600);
  const m = Math.floor((total % 3600) / 60);
  const s = String(total % 60).padStart(2, "0");
  return h > 0 ? `${h}:${String(m).padStart(2, "0")}:${s}` : `${m}:${s}`;
}

export function timeLeft(seconds) {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s left`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min left`;
  const hours = Math.floor(seconds / 3600);
  return `${hours} h ${Math.round((seconds % 3600) / 60)} min left`;
}

const dates = new Intl.DateTimeFormat("en", { dateStyle: "medium" });
const times = new Intl.DateTimeFormat("en", { timeStyle: "short" });
const shortDates = new Intl.DateTimeFormat("en", { month: "short", day: "numeric" });
const dateTimes = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short" });

export const dateTime = iso => dateTimes.format(new Date(iso));

export function day(iso) {
  const then = new Date(iso);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(then).setHours(0, 0, 0, 0)) / 86_400_000);
  return days === 0 ? "Today" : days === 1 ? "Yesterday" : dates.format(then);
}

/** A time in the future: "until 2:30 PM", "until tomorrow, 2:30 PM", "until Dec 24, 2:30 PM" */
export function until(date) {
  const days = Math.round((new Date(date).setHours(0, 0, 0, 0) - new Date().setHours(0, 0, 0, 0)) / 86_400_000);
  const time = times.format(date);
  return days <= 0 ? `until ${time}` : days === 1 ? `until tomorrow, ${time}` : `until ${shortDates.format(date)}, ${time}`;
}

/** Rounded down: 100% means all of it. */
export const percent = fraction => `${Math.floor(fraction * 100)}%`;

/** The beginning and the end of a name that is too long to read. */
export const shortName = name => (name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 16)}…${name.slice(-15)}`);

const TYPES = {
  "video/mp4": "MP4",
  "video/webm": "WebM",
  "video/quicktime": "MOV",
  "text/vtt": "WebVTT",
  "text/plain": "plain text",
};

export const typeName = contentType => TYPES[contentType] ?? contentType;

/** ["a", "b", "c"] -> "a, b, or c" */
export const anyOf = words => new Intl.ListFormat("en", { type: "disjunction" }).format(words);
