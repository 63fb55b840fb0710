// The page's clocks, at the rate of the application's. `sleep` lets only the clock of the day go on, as machines do while they sleep.
(() => {
  const rate = Number(document.currentScript.dataset.rate);
  const RealDate = Date;
  const realNow = performance.now.bind(performance);
  const [day, steady] = [RealDate.now(), realNow()];
  // A clock may be wrong, too: in milliseconds.
  let ahead = Number(new URLSearchParams(location.search).get("ahead") ?? 0);
  const now = () => Math.floor(day + (realNow() - steady) * rate + ahead);
  window.clock = {
    rate,
    sleep(milliseconds) { ahead += milliseconds; },
    realNow,
    realInterval: setInterval.bind(window),
  };
  window.Date = class extends RealDate {
    constructor(...parts) {
      if (parts.length === 0) super(now());
      else super(...parts);
    }

    static now() { return now(); }
  };
  if (rate === 1) return;
  performance.now = () => steady + (realNow() - steady) * rate;
  for (const name of ["setTimeout", "setInterval"]) {
    const real = window[name].bind(window);
    window[name] = (act, milliseconds = 0, ...rest) => real(act, milliseconds / rate, ...rest);
  }
})();
