/**
 * Watches the page for changes of what can be seen, and hints at movement. Needs `place.js`.
 *
 * @param {"start"|"look"|"undo"|"history"|"end"|"hints"|"tilt"} step
 * @param {number[]} [options] for "tilt": alpha, beta and gamma in degrees
 * @returns {Object|boolean}
 */
function watch(step, options) {
  const { place, tidy } = globalThis.wcagAudit;
  const MOST = 40;
  const TIMER = /\b(?:setInterval|requestAnimationFrame)\b/;
  const LIBRARY = /jquery|bootstrap|google|yandex|metrika|gtag|analytics|recaptcha|polyfill|modernizr|react|angular|vue/i;
  const seen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    element.getBoundingClientRect().width > 1 && element.getBoundingClientRect().height > 1;
  const told = (element) => ({ ...place(element), text: tidy(element.textContent || "", 80) });
  const kept = (globalThis.wcagAuditWatch ??= { changes: new Map(), before: [], history: new Map(), observer: null, focus: null });

  const note = (element, kind) => {
    if (!(element instanceof Element) || !element.isConnected || !document.body || !document.body.contains(element)) return;
    kept.changes.set(element, kind);
    const before = kept.history.get(element) || { kind, times: [] };
    const now = performance.now();
    if (!before.times.length || now - before.times.at(-1) > 50) before.times.push(now);
    if (kind === "text") before.kind = kind;
    if (kept.history.size < 500) kept.history.set(element, before);
  };

  const start = () => {
    if (kept.observer) kept.observer.disconnect();
    kept.changes = new Map();
    kept.before = [];
    kept.history = new Map();
    kept.observer = new MutationObserver((records) => {
      for (const record of records) {
        const { target, type } = record;
        if (type === "characterData") note(target.parentElement, "text");
        else if (type === "attributes") {
          note(target, "style");
          if (kept.before.length < 200) kept.before.push([target, record.attributeName, record.oldValue]);
        }
        else if ([...record.addedNodes, ...record.removedNodes].some((node) => (node.textContent || "").trim())) note(target, "text");
        else note(target, "style");
      }
    });
    kept.observer.observe(document, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeOldValue: true,
      attributeFilter: ["style", "class", "hidden", "open", "value", "aria-expanded", "src"],
    });
    kept.focus = document.activeElement;
    kept.began = performance.now();
    return true;
  };

  /** Puts the attributes back that changed since the last look or undoing, so that the same can happen once more. */
  const undo = () => {
    for (const [element, name, value] of kept.before.splice(0).reverse()) {
      if (value === null) element.removeAttribute(name);
      else element.setAttribute(name, value);
    }
    kept.observer.takeRecords();
    kept.before = [];
    return true;
  };

  /** What has changed since the last look; the focus is taken away again. */
  const look = () => {
    const found = [...kept.changes.keys()].filter((element) => element.isConnected && seen(element));
    kept.changes = new Map();
    const at = document.activeElement;
    const moved = at && at !== document.body && at !== document.documentElement && at !== kept.focus;
    const focus = moved ? told(at) : null;
    if (moved && at.blur) at.blur();
    kept.focus = document.activeElement;
    return { content: found.length ? told(found[0]) : null, focus };
  };

  const history = () => [...kept.history].filter(([element]) => element.isConnected && seen(element)).slice(0, MOST)
    .map(([element, { kind, times }]) => ({
      ...told(element), kind, changes: times.length, seconds: (times.at(-1) - kept.began) / 1000,
    }));

  const end = () => {
    if (kept.observer) kept.observer.disconnect();
    globalThis.wcagAuditWatch = undefined;
    return true;
  };

  /** Tells the page's listeners that the device was tilted; events of our making, since no sensor may be there. */
  const tilt = () => {
    const [alpha, beta, gamma] = options;
    const gravity = { x: gamma / 9, y: beta / 9, z: 5 };
    const turn = (name) => dispatchEvent(new DeviceOrientationEvent(name, { alpha, beta, gamma }));
    if (typeof DeviceOrientationEvent !== "undefined") ["deviceorientation", "deviceorientationabsolute"].forEach(turn);
    if (typeof DeviceMotionEvent !== "undefined") {
      dispatchEvent(new DeviceMotionEvent("devicemotion", {
        acceleration: gravity, accelerationIncludingGravity: gravity, rotationRate: { alpha, beta, gamma }, interval: 16,
      }));
    }
    return true;
  };

  const LENGTH = /^(-?[\d.]+)(px|%|vw|em|rem)$/;
  const FAR = { px: 30, "%": 20, vw: 3, em: 2, rem: 2 };
  const away = (values) => {
    const found = values.map((value) => LENGTH.exec(value)).filter(Boolean);
    return found.some(([, number, unit]) => found.some((other) => other[2] === unit && Math.abs(other[1] - number) >= FAR[unit])
      || (found.length < values.length && Math.abs(number) >= FAR[unit]));
  };

  /** True where an animation beyond doubt blinks or carries its element along: not for a shimmer, a pulse or a hint. */
  const plainly = (frames) => {
    const blinks = frames.some((frame) => frame.visibility === "hidden" || (frame.opacity !== undefined && Number(frame.opacity) < 0.1));
    const shift = (frame) => ((/translate(?:X|Y|3d)?\(\s*([^,)]+)/.exec(frame.transform || "") || [])[1] || "0px").trim();
    return blinks || away(frames.map(shift)) ||
      ["left", "right", "marginLeft", "textIndent"].some((name) => away(frames.map((frame) => frame[name] || "0px")));
  };

  /** Endless animations and marquees, and whether anything says that scripts move the page by themselves. */
  const hints = () => {
    const moving = [];
    for (const element of document.querySelectorAll("marquee")) if (seen(element)) moving.push({ ...told(element), kind: "marquee" });
    for (const animation of Document.prototype.getAnimations.call(document)) {
      const target = animation.effect && animation.effect.target;
      if (!target || moving.length >= MOST || !Number.isFinite(animation.effect.getComputedTiming().duration)) continue;
      const endless = animation.effect.getComputedTiming().endTime === Infinity;
      if (endless && seen(target) && getComputedStyle(target).animationPlayState !== "paused") {
        moving.push({ ...told(target), kind: plainly(animation.effect.getKeyframes()) ? "endless" : "animation" });
      }
    }
    const timers = [...document.scripts].some((script) => !script.src && TIMER.test(script.textContent)) ||
      [...document.querySelectorAll("[onload]")].some((element) => TIMER.test(element.getAttribute("onload")));
    const named = document.querySelector(
      "[class*=carousel], [class*=slider], [class*=slideshow], [class*=swiper], [class*=slick], [class*=owl-], " +
      "[class*=ticker], [class*=marquee], [class*=splide], [class*=glide__], [class*=flickity], [data-ride]");
    const scripts = [...document.scripts].map((script) => script.src).filter((source) => source && !LIBRARY.test(source));
    return { moving, watch: timers || (Boolean(named) && document.scripts.length > 0), scripts: scripts.slice(0, 12) };
  };

  return { start, look, undo, history, end, hints, tilt }[step]();
}
