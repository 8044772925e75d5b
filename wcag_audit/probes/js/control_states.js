/**
 * Operates controls that open, choose or switch something, twice each, and tells what they said and what was seen to
 * change. Needs `place.js`.
 *
 * The clicks are those of a script, without a person's gesture: the browser opens no window, no file dialog and no full
 * screen for them, and asks for no permission. What would lead away or send a form is stopped here as well. A second
 * click puts back what the first one did.
 *
 * @param {number} most controls
 * @param {number} seconds after which no further control is operated
 * @returns {Promise<Object[]>}
 */
async function controlStates(most, seconds) {
  const { place, freeze, tidy } = globalThis.wcagAudit;
  const ALIKE = 2;
  const STEP = 40;
  const REACT = 500;
  const SETTLE = 700;
  const LOOKS = ["color", "backgroundColor", "backgroundImage", "backgroundPosition", "borderColor", "transform", "opacity", "content", "left", "right", "visibility", "boxShadow", "fill", "textDecorationLine"];
  const OPENERS = "button[aria-expanded], [role='button'][aria-expanded], a[aria-expanded], button[aria-controls]:not([role='tab'])";
  const TABS = "[role='tablist'] [role='tab']";
  const SWITCHES = "[role='checkbox'], [role='switch'], [aria-pressed]";
  const wait = (time) => new Promise((resolve) => { setTimeout(resolve, time); });

  const shown = (element) => {
    if (!element || !element.isConnected || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    for (let node = element; node && node !== document.body; node = node.parentElement) {
      const style = getComputedStyle(node);
      const box = node.getBoundingClientRect();
      const cut = style.overflowX !== "visible" && style.overflowY !== "visible";
      if (node === element || cut) {
        if ((cut || !node.childElementCount) && (box.width <= 1 || box.height <= 1)) return false;
        if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return false;
      }
    }
    return true;
  };

  const named = (control, attribute) => (control.getAttribute(attribute) || "").split(/\s+/).filter(Boolean)
    .map((id) => control.getRootNode().getElementById(id)).find(Boolean) || null;

  /** What a control opens: what it names, or what follows it, or what follows the heading that holds nothing else. */
  const region = (control) => {
    const own = named(control, "aria-controls") || named(control, "aria-owns");
    if (own) return own;
    if (control.hasAttribute("aria-controls") || !control.hasAttribute("aria-expanded")) return null;
    if (control.nextElementSibling) return control.nextElementSibling;
    const above = control.parentElement;
    const alone = above && above.childElementCount === 1 && above.textContent.trim() === control.textContent.trim();
    return alone ? above.nextElementSibling : null;
  };

  const look = (control) => [control, ...[...control.querySelectorAll("*")].slice(0, 12)].flatMap((element) =>
    ["", "::before", "::after"].map((part) => {
      const style = getComputedStyle(element, part || null);
      return part && style.content === "none" ? "" : LOOKS.map((name) => style[name]).join("|");
    })).join("\n");

  const harmless = (control) => {
    if (control.matches(":disabled, [aria-disabled='true'], [aria-haspopup='dialog'], [data-toggle='modal'], [data-bs-toggle='modal']")) return false;
    if (control.localName === "a" && !/^(?:#(?![/!]).*|javascript:(?:;|void\(0\);?)?)?$/i.test(control.getAttribute("href") || "")) return false;
    if (control.closest("form") && !(control.matches("button[type='button']") || (control.localName !== "button" && !control.matches("input")))) return false;
    return !control.matches("input, select, textarea") && shown(control) && !control.closest("[aria-hidden='true'], [inert]");
  };

  const kindOf = (control) => {
    if (control.matches(TABS)) return "selected";
    if (control.matches(OPENERS)) return "expanded";
    return control.hasAttribute("aria-pressed") ? "pressed" : "checked";
  };
  const says = (control, kind) => control.getAttribute(`aria-${kind}`) || "";

  const gather = () => {
    const seen = new Map();
    const found = [];
    for (const control of document.querySelectorAll([OPENERS, TABS, SWITCHES].join(", "))) {
      const kind = kindOf(control);
      const fits = kind === "expanded" || kind === "selected" || !control.closest("form");
      if (!fits || !harmless(control) || (kind === "selected" && says(control, kind) === "true")) continue;
      const around = kind === "expanded" ? region(control) : named(control, "aria-controls");
      const needless = (kind === "expanded" || kind === "selected") && !around;
      if (needless || (around && around.closest("dialog, [role='dialog'], [role='alertdialog']")) || (around && around.contains(control))) continue;
      const like = [kind, control.localName, control.className, control.parentElement?.className].join("|");
      seen.set(like, (seen.get(like) || 0) + 1);
      if (seen.get(like) <= ALIKE) found.push({ control, kind, region: around });
    }
    return found.slice(0, most);
  };

  const state = ({ control, kind, region: around }) => ({
    says: says(control, kind), shown: around ? shown(around) : null, look: around ? "" : look(control),
  });
  const moved = (before, now) => before.shown !== now.shown || before.look !== now.look;

  /** Clicks and waits: until something reacts, and then until what it says and what is seen have both changed. */
  const operate = async (entry, target) => {
    const before = state(entry);
    target.click();
    let now = state(entry);
    for (let time = 0; time < REACT; time += STEP) {
      await wait(STEP);
      now = state(entry);
      if (moved(before, now) || now.says !== before.says) break;
    }
    if (!moved(before, now) && now.says === before.says) return now;
    for (let time = 0; time < SETTLE && !(moved(before, now) && now.says !== before.says); time += STEP) {
      await wait(STEP);
      now = state(entry);
    }
    return now;
  };

  const stay = (event) => {
    if (event.cancelable && event.destination && !event.destination.sameDocument) event.preventDefault();
  };
  const refuse = (event) => event.preventDefault();
  const still = (event) => {
    if (event.target instanceof Element && event.target.closest("a[href], area[href]")) event.preventDefault();
  };
  globalThis.navigation?.addEventListener("navigate", stay);
  addEventListener("submit", refuse, true);
  addEventListener("click", still);
  const thaw = freeze();
  const [left, top] = [scrollX, scrollY];
  const focused = document.activeElement;
  const results = [];
  const until = performance.now() + seconds * 1000;
  try {
    for (const entry of gather()) {
      if (performance.now() > until) break;
      const { control, kind } = entry;
      if (!control.isConnected || !shown(control)) continue;
      const chosen = kind === "selected"
        ? [...control.closest("[role='tablist']").querySelectorAll("[role='tab'][aria-selected='true']")][0] : control;
      if (kind === "selected" && !chosen) continue;
      const told = { ...place(control), name: tidy(control.getAttribute("aria-label") || control.innerText || "", 80) };
      const before = state(entry);
      const after = await operate(entry, control);
      if (!control.isConnected) continue; // drawn anew by its script: what is there now was not looked at
      const reacted = moved(before, after) || after.says !== before.says;
      const again = reacted ? await operate(entry, chosen) : after;
      if (!control.isConnected) continue;
      results.push({
        ...told, kind, reacted, says: [before.says, after.says, again.says],
        shown: [before.shown, after.shown, again.shown],
        seen: [moved(before, after), reacted && moved(after, again), reacted && !moved(before, again)],
      });
    }
  } finally {
    thaw();
    globalThis.navigation?.removeEventListener("navigate", stay);
    removeEventListener("submit", refuse, true);
    removeEventListener("click", still);
    scrollTo({ left, top, behavior: "instant" });
    if (focused instanceof HTMLElement && focused !== document.activeElement) focused.focus({ preventScroll: true });
  }
  return results;
}
