/**
 * Controls that style sheets draw otherwise while they are pointed at or focused. Needs `place.js`, `clipping.js` and
 * `painted.js`.
 *
 * @param {"find"|"read"|"hide"|"bring"|"end"} step
 * @param {number} number of controls at most (find), of the control (read)
 * @param {number} tallest pixels from the top of the page that are looked at
 * @returns {Object|Object[]|boolean}
 */
function stateContrast(step, number, tallest) {
  const { place, parent, freeze, clipping, painted, tidy } = globalThis.wcagAudit;
  const { rgba, behind } = painted;
  const CONTROLS = 'a[href], button, summary, input:not([type="hidden"]), select, textarea, [role="button"], [role="link"], [role="tab"], [role^="menuitem"], [role="option"]';
  const LOOKS = ["color", "background-color", "background-image", "opacity", "filter", "-webkit-text-fill-color", "text-shadow", "outline-color", "outline-style"];
  const CHARACTERS = 24;
  const TEXTS = 2;
  const ABOVE = 7;
  const RULES = 4000;
  const SUBJECTS = 200;

  if (step === "hide" || step === "bring") {
    if (globalThis.wcagAudit.undress) globalThis.wcagAudit.undress();
    globalThis.wcagAudit.undress = step === "hide" ? painted.bare() : null;
    return true;
  }
  if (step === "end") {
    for (const undo of [globalThis.wcagAudit.undress, globalThis.wcagAudit.thaw]) if (undo) undo();
    delete globalThis.wcagAudit.undress;
    delete globalThis.wcagAudit.stateControls;
    return true;
  }

  const STATE = /:(?:hover|focus-visible|focus-within|focus)(?![\w-])/g;
  // `:not(x-none)` is true of everything and may stand wherever a state stands.
  const without = (selector) => selector.replace(/::[\w-]+(?:\([^)]*\))?/g, "").replace(STATE, ":not(x-none)");

  /** Selectors of rules that colour something in a state; null if a sheet cannot be read. */
  const selectors = () => {
    const found = new Set();
    let seen = 0;
    const walk = (rules) => {
      for (const rule of rules) {
        if ((seen += 1) > RULES) return;
        if (rule.selectorText && rule.selectorText.search(STATE) >= 0) {
          if ([...rule.style].some((name) => LOOKS.includes(name) || name.startsWith("--"))) found.add(rule.selectorText);
        }
        if (rule.cssRules && rule.cssRules.length) walk(rule.cssRules);
      }
    };
    for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
      try {
        walk(sheet.cssRules);
      } catch {
        return null;
      }
    }
    return found;
  };

  /** Whether an element's own state may matter: it matches what stands before and with a state in some selector. */
  const minds = (wanted) => {
    if (!wanted) return () => true;
    const parts = [...wanted].flatMap((selector) => selector.split(",")).flatMap((part) =>
      [...part.matchAll(STATE)].map((state) => without(part.slice(0, state.index) + part.slice(state.index).match(/^[^\s>+~]*/)[0])));
    const any = parts.join(", ");
    try {
      document.createElement("p").matches(any);
    } catch {
      return () => true; // lists within a selector: what a part of them says is not known
    }
    return (element) => element.matches(any);
  };

  const STATES = { hover: /:hover(?![\w-])/, focus: /:focus/ };

  /** The controls that styles draw otherwise, in document order, each with the states in which they do. */
  const touched = (wanted) => {
    const all = [...document.querySelectorAll(CONTROLS)];
    if (!wanted) return all.map((control) => ({ control, states: Object.keys(STATES) }));
    const found = new Map(all.map((control) => [control, new Set()]));
    for (const selector of wanted) {
      let subjects = [];
      try {
        subjects = document.querySelectorAll(without(selector));
      } catch {
        continue; // a selector that means nothing without its state
      }
      const states = Object.keys(STATES).filter((state) => STATES[state].test(selector));
      for (const subject of [...subjects].slice(0, SUBJECTS)) {
        const control = subject.closest(CONTROLS);
        for (const one of control ? [control] : [...subject.querySelectorAll(CONTROLS)].slice(0, 5)) {
          for (const state of states) found.get(one).add(state);
        }
      }
    }
    return all.map((control) => ({ control, states: [...found.get(control)] })).filter((entry) => entry.states.length);
  };

  const characters = (texts) => {
    const boxes = [];
    for (const text of texts) {
      for (let i = 0; i < text.data.length && boxes.length < CHARACTERS; i += 1) {
        if (!/[\p{L}\p{N}]/u.test(text.data[i])) continue;
        const range = document.createRange();
        range.setStart(text, i);
        range.setEnd(text, i + 1);
        const box = range.getBoundingClientRect();
        const values = [box.left + scrollX, box.top + scrollY, box.width, box.height];
        if (box.width >= 1 && box.height >= 1 && values[0] >= 0 && values[1] >= 0) boxes.push(values.map((value) => Math.round(value * 10) / 10));
      }
    }
    return boxes;
  };

  /** How a text looks now. */
  const look = ({ element, texts }) => {
    const style = getComputedStyle(element);
    const under = behind(element);
    const colour = rgba(style.webkitTextFillColor || style.color);
    if (!under || colour[3] === 0 || !clipping.shown(element)) return null;
    const boxes = characters(texts);
    const text = tidy(texts.map((node) => node.data).join(" "), 120);
    if (!boxes.length || text.length < 2) return null;
    const images = [];
    for (let node = element; node && node !== under.base; node = parent(node)) images.push(getComputedStyle(node).backgroundImage);
    if (under.base) images.push(getComputedStyle(under.base).backgroundImage);
    return {
      ...place(element), boxes, text, colour: colour.slice(0, 3), alpha: colour[3] * under.opacity,
      plain: under.plain && style.textShadow === "none" ? under.colour : null,
      size: parseFloat(style.fontSize), weight: Number(style.fontWeight) || 400,
      mark: JSON.stringify([colour, under.opacity, under.plain, under.colour, style.textShadow, images]),
    };
  };

  const ring = (control) => {
    const style = getComputedStyle(control);
    const around = parent(control);
    const outside = around ? behind(around) : null;
    const inside = behind(control);
    const [red, green, blue, alpha] = rgba(style.outlineColor);
    const drawn = !["none", "auto"].includes(style.outlineStyle) && parseFloat(style.outlineWidth) >= 1 && alpha === 1;
    return {
      ...place(control), drawn, colour: [red, green, blue],
      grounds: [outside, inside].map((ground) => (ground && ground.plain ? ground.colour : null)),
      mark: JSON.stringify([style.outlineStyle, style.outlineWidth, style.outlineColor]),
      rest: JSON.stringify([style.boxShadow, style.borderColor, style.borderWidth, style.backgroundColor, style.backgroundImage, style.color, style.textDecorationLine, style.transform, style.opacity]),
    };
  };

  if (step === "read") {
    const { control, texts } = globalThis.wcagAudit.stateControls[number];
    return { texts: texts.map(look), ring: ring(control) };
  }

  globalThis.wcagAudit.thaw = freeze();
  const withText = new Map();
  const wanted = selectors();
  const controls = touched(wanted);
  if (!controls.length) return [];
  const stateful = minds(wanted);
  for (const entry of clipping.gather()) {
    const control = entry.element.closest(CONTROLS);
    if (control) withText.set(control, [...(withText.get(control) || []), entry]);
  }
  const kinds = new Set();
  const found = [];
  for (const { control, states } of controls) {
    if (found.length >= number) break;
    const box = control.getBoundingClientRect();
    const off = control.matches(":disabled") || control.closest('[aria-disabled="true"]') || !clipping.shown(control);
    if (off || box.width < 2 || box.height < 2 || box.top + scrollY < 0 || box.bottom + scrollY > tallest) continue;
    const style = getComputedStyle(control);
    const above = parent(control);
    const beyond = above && parent(above);
    const kind = [control.localName, control.type, control.className, above?.localName, above?.className, beyond?.className, states.join(), style.color, style.backgroundColor, style.fontSize].join("|");
    if (kinds.has(kind)) continue;
    kinds.add(kind);
    const chain = [];
    for (let node = control; node && chain.length <= ABOVE; node = node.parentElement) {
      if (node === control || stateful(node)) chain.push(place(node).selector);
    }
    found.push({ control, texts: (withText.get(control) || []).slice(0, TEXTS), chain, states });
  }
  globalThis.wcagAudit.stateControls = found;
  return found.map(({ control, texts, chain, states }) => ({ chain, states, texts: texts.map(look), ring: ring(control) }));
}
