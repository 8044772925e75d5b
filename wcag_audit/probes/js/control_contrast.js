/**
 * Controls that nothing but their edge or their icon shows. Needs `place.js`, `clipping.js` and `painted.js`.
 *
 * @param {"find"|"end"} step
 * @param {number} most controls that are listed
 * @param {number} tallest pixels from the top of the page that are looked at
 * @returns {Object[]|boolean}
 */
function controlContrast(step, most, tallest) {
  const { place, parent, trees, dress, freeze, clipping, painted } = globalThis.wcagAudit;
  const { rgba } = painted;
  const NO_FIELD = ["hidden", "submit", "button", "reset", "image", "file", "range", "color", "checkbox", "radio"];
  const FIELDS = 'input, textarea, select, [role="textbox"], [role="searchbox"], [role="combobox"], [role="spinbutton"]';
  const BOXES = 'input[type="checkbox"], input[type="radio"], [role="checkbox"], [role="radio"], [role="switch"]';
  const BUTTONS = 'a[href], button, summary, [role="button"], [role="link"], [role="tab"], [role^="menuitem"]';
  const SHAPES = "path, circle, ellipse, rect, line, polyline, polygon, use, text";
  const LARGEST_ICON = 64;
  const ALIKE = 2;
  const TALLER = 40;
  const WIDER = 800;
  const TOGETHER = 3;

  if (step === "end") {
    for (const undo of [globalThis.wcagAudit.undress, globalThis.wcagAudit.thaw]) if (undo) undo();
    return true;
  }

  const onPage = (box) => {
    const found = [box.left + scrollX, box.top + scrollY, box.width, box.height];
    return found[0] >= 0 && found[1] >= 0 && found[1] + found[3] <= tallest && box.width >= 6 && box.height >= 6 ? found : null;
  };
  const meet = (one, other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2;
  const off = (control) =>
    control.matches(":disabled, :read-only:is(input:not([type=checkbox], [type=radio]), textarea)") || control.closest('[aria-disabled="true"], [inert]') || !clipping.shown(control);
  /** Whether something around it makes it paler than its colours, or mixes them with what is behind. */
  const faded = (control) => {
    for (let node = control; node; node = parent(node)) {
      const style = getComputedStyle(node);
      if (style.opacity !== "1" || style.filter !== "none" || style.mixBlendMode !== "normal") return true;
    }
    return false;
  };

  /** As browsers draw it: WCAG 1.4.11 leaves out what the author has not changed. */
  const untouched = (field, style) => {
    const sides = ["Top", "Right", "Bottom", "Left"];
    if (field.localName === "select" && style.appearance !== "none") {
      return sides.every((side) => style[`border${side}Color`] === "rgb(118, 118, 118)") && style.backgroundColor === "rgb(255, 255, 255)";
    }
    const inset = field.localName === "textarea" ? "solid" : "inset";
    return sides.every((side) => style[`border${side}Style`] === inset && style[`border${side}Color`] === "rgb(118, 118, 118)") && style.backgroundColor === "rgb(255, 255, 255)";
  };

  const chosen = (select) => [...select.selectedOptions].some((option) => option.text.trim());
  /** Whether something besides its edge shows where a field is: text or a picture in it, or laid over it. */
  const shows = (field, style, box) => {
    if (style.backgroundImage !== "none" || (field.value || "").trim() || (field.textContent || "").trim()) return true;
    if (field.localName === "select" && (chosen(field) || style.appearance !== "none")) return true;
    if (field.placeholder?.trim() && rgba(getComputedStyle(field, "::placeholder").color)[3] > 0) return true;
    if (["date", "time", "datetime-local", "month", "week"].includes(field.type)) return true; // drawn with a pattern and an icon
    const around = parent(field) && (parent(parent(field)) || parent(field));
    if (!around) return false;
    return [...around.querySelectorAll("*")].slice(0, 300).some((other) => other !== field && !other.contains(field) && clipping.shown(other) && meet(other.getBoundingClientRect(), box));
  };

  /** The boxes that may give a field its edge: its own, and those of what is close around it and holds few other fields. */
  const edges = (field, box) => {
    const found = [onPage(box)];
    for (let node = parent(field); node && found.length < 4; node = parent(node)) {
      const outer = node.getBoundingClientRect();
      if (outer.height > box.height + TALLER || outer.width > box.width + WIDER || node.querySelectorAll(FIELDS).length > TOGETHER) break;
      if (onPage(outer)) found.push(onPage(outer));
    }
    return found;
  };

  const alike = new Map();
  const often = (control, style) => {
    const around = parent(control);
    const key = [control.localName, control.type, control.className, around?.className, style.color, style.borderColor, control.firstElementChild?.getAttribute("class")].join("|");
    alike.set(key, (alike.get(key) || 0) + 1);
    return alike.get(key) > ALIKE;
  };

  const field = (control) => {
    const style = getComputedStyle(control);
    const box = control.getBoundingClientRect();
    if (NO_FIELD.includes(control.type) || off(control) || !onPage(box) || box.height < 14 || box.width < 24) return null;
    if (untouched(control, style) || shows(control, style, box) || often(control, style)) return null;
    return { ...place(control), kind: "field", boxes: edges(control, box), colours: [], sure: true };
  };

  const tick = (control) => {
    const style = getComputedStyle(control);
    const box = control.getBoundingClientRect();
    const native = control.localName === "input" && style.appearance !== "none";
    if (native || off(control) || !onPage(box) || box.height > LARGEST_ICON || control.textContent.trim() || often(control, style)) return null;
    return { ...place(control), kind: "box", boxes: [onPage(box)], colours: [], sure: !faded(control) };
  };

  const letters = (control) => {
    const walker = document.createTreeWalker(control, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      if (!text.data.trim() || !clipping.shown(text.parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      const holder = text.parentElement.getBoundingClientRect();
      const hidden = getComputedStyle(text.parentElement).overflow !== "visible" && (holder.width <= 2 || holder.height <= 2);
      const away = box.right + scrollX <= 0 || box.bottom + scrollY <= 0 || box.width <= 1;
      if (!hidden && !away) return true;
    }
    return false;
  };

  const drawnBy = (svg) => {
    const colours = [];
    let sure = true;
    for (const shape of svg.querySelectorAll(SHAPES)) {
      const style = getComputedStyle(shape);
      for (const paint of [style.fill, style.stroke]) {
        if (paint === "none") continue;
        if (paint.startsWith("url")) sure = false;
        else if (rgba(paint)[3] > 0) colours.push(rgba(paint));
      }
      if (style.opacity !== "1" || style.fillOpacity !== "1" || style.strokeOpacity !== "1") sure = false;
    }
    return { colours: colours.slice(0, 20), sure: sure && colours.length > 0 && !svg.querySelector("image, foreignObject, filter, mask") };
  };

  const glyph = (element) => {
    for (const part of ["::before", "::after"]) {
      const style = getComputedStyle(element, part);
      if (/^"[^"]+"$/.test(style.content) && style.content.trim() !== '" "' && style.display !== "none") return { colours: [rgba(style.color)], sure: style.opacity === "1" };
    }
    return null;
  };

  const icon = (control) => {
    if (off(control) || letters(control) || (control.value && control.localName === "input")) return null;
    const style = getComputedStyle(control);
    for (const inner of [control, ...control.querySelectorAll("*")].slice(0, 40)) {
      const box = inner.getBoundingClientRect();
      if (!clipping.shown(inner) || !onPage(box) || box.width > LARGEST_ICON || box.height > LARGEST_ICON) continue;
      if (inner.closest("svg") && inner.localName !== "svg") continue;
      let drawn = null;
      if (inner.localName === "svg") drawn = drawnBy(inner);
      else if (inner.localName === "img" || getComputedStyle(inner).backgroundImage !== "none") drawn = { colours: [], sure: false };
      else drawn = glyph(inner);
      if (!drawn) continue;
      if (often(control, style)) return null;
      return { ...place(control), kind: "icon", boxes: [onPage(box)], colours: drawn.colours, sure: drawn.sure && !faded(inner) };
    }
    return null;
  };

  globalThis.wcagAudit.thaw = freeze();
  globalThis.wcagAudit.undress = dress("textarea { resize: none !important; }"); // the browser's handle is no edge
  const all = (selector) => trees().flatMap((tree) => [...tree.querySelectorAll(selector)]);
  const found = [];
  for (const [look, selector] of [[field, FIELDS], [tick, BOXES], [icon, BUTTONS]]) {
    for (const control of all(selector)) {
      if (found.length >= most) return found;
      const entry = look(control);
      if (entry) found.push(entry);
    }
  }
  return found;
}
