/**
 * One step of the keyboard walk in one document. Keeps what it has seen in the isolated world between calls.
 *
 * Needs `place.js`. Commands:
 *   start         freeze motion, scroll to the top, take the focus away; says how many elements Tab should reach
 *   look          the focused element, and what became of the elements that lost the focus since the last look
 *   focus, blur   give the focus to the element with that number, take it away
 *   thrown        the elements not seen by the walk that give the focus up as soon as they get it
 *   text          what can be read on the page, bounded
 *   end           put focus and scroll position back, take our style sheet away
 *
 * @param {"start"|"look"|"focus"|"blur"|"thrown"|"text"|"end"} command
 * @param {number} [number] of an element seen before
 * @returns {Object}
 */
function focusWalk(command, number) {
  // A navigation takes our world with it: whoever asks learns where the page is now.
  if (!globalThis.wcagAudit || (!globalThis.wcagAuditWalk && command !== "start")) {
    return { lost: true, href: location.href };
  }
  const { parent, trees, freeze, place } = globalThis.wcagAudit;

  // What can be seen of a style. Sizes and positions count for the element itself only: a neighbour may be resized by
  // anything on the page.
  const PAINT = ["color", "background-color", "background-image", "background-position", "box-shadow", "opacity",
    "visibility", "display", "text-shadow", "filter", "transform", "translate", "scale", "clip", "clip-path", "fill",
    "stroke", "stroke-width", "font-weight", "font-style", "content", "animation-name", "border-radius"];
  const SIZE = ["font-size", "letter-spacing", "padding-top", "padding-left", "margin-top", "margin-left", "top", "left",
    "right", "bottom", "width", "height", "border-top-width", "border-left-width", "z-index"];
  const SIDES = ["top", "right", "bottom", "left"];
  const NOTHING = /^(?:rgba\(.*, 0\)|transparent)$/;
  const SEVERAL_STOPS = 'input[type="date"], input[type="time"], input[type="datetime-local"], input[type="month"], ' +
    'input[type="week"], input[type="file"], audio[controls], video[controls], iframe, frame, object, embed';
  const MOST_TRIED = 40;
  const CARET = 'input:not([type]), input[type="text"], input[type="search"], input[type="email"], input[type="url"], ' +
    'input[type="tel"], input[type="password"], input[type="number"], textarea';

  const isSeen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  const line = (style, colour, width, kind, ring) => {
    if (kind === "none" || kind === "hidden" || parseFloat(width) === 0) return "";
    return NOTHING.test(colour) && !ring ? "" : `${colour} ${width} ${kind}`;
  };

  /** The one colour behind an outline, as far as styles tell it; "" where a picture or several layers may lie there. */
  const ground = (element) => {
    for (let node = parent(element); node; node = parent(node)) {
      const style = getComputedStyle(node);
      const colour = style.backgroundColor;
      if (style.backgroundImage !== "none") return "";
      if (!NOTHING.test(colour)) return colour.startsWith("rgb(") ? colour : "";
    }
    return "rgb(255, 255, 255)";
  };

  const drawn = (style, own, under) => {
    const get = (name) => style.getPropertyValue(name);
    const values = PAINT.map((name) => (NOTHING.test(get(name)) ? "" : get(name)));
    const outline = line(style, get("outline-color"), get("outline-width"), get("outline-style"), get("outline-style") === "auto");
    // A line in the colour of what it is drawn on may still cover something: the pixels tell.
    values.push(outline && get("outline-color") !== under ? `${outline} ${get("outline-offset")}` : "");
    for (const side of SIDES) {
      values.push(line(style, get(`border-${side}-color`), get(`border-${side}-width`), get(`border-${side}-style`), false));
    }
    const lines = get("text-decoration-line");
    values.push(lines === "none" ? "" : `${lines} ${get("text-decoration-color")} ${get("text-decoration-style")} ` +
      `${get("text-decoration-thickness")} ${get("text-underline-offset")}`);
    if (own) values.push(...SIZE.map(get));
    return values.join("|");
  };

  const withPseudo = (element, own) => {
    // The ring around a check box that lies unseen under its picture shows nothing.
    if (!isSeen(element)) return "unseen";
    const found = [drawn(getComputedStyle(element), own, ground(element))];
    for (const pseudo of ["::before", "::after"]) {
      const style = getComputedStyle(element, pseudo);
      const content = style.getPropertyValue("content");
      found.push(content === "none" || content === "normal" ? "" : drawn(style, true));
    }
    return found.join("\n");
  };

  /** Everything near the element in which its focus could be shown, with how it looks now. */
  const signature = (element) => {
    const near = new Set([...element.children].slice(0, 4));
    for (const label of [...(element.labels || [])].slice(0, 2)) {
      near.add(label);
      for (const child of [...label.children].slice(0, 4)) near.add(child);
    }
    if (element.nextElementSibling) near.add(element.nextElementSibling);
    near.delete(element);
    let above = parent(element);
    for (let level = 0; level < 3 && above; level += 1) {
      near.add(above);
      above = parent(above);
    }
    return [[element, withPseudo(element, true)], ...[...near].map((other) => [other, withPseudo(other, false)])];
  };

  /** True if something looks different now, apart from what shows the focus of the element that has it now. */
  const differs = (element, before, active) =>
    element.isConnected && before.some(([node, drawing]) => {
      const shared = contains(node, element);
      if (active && !shared && contains(node, active)) return false;
      return withPseudo(node, node === element) !== drawing;
    });

  const contains = (outer, inner) => {
    for (let node = inner; node; node = parent(node)) if (node === outer) return true;
    return false;
  };

  const rectangle = (element) => {
    const box = element.getBoundingClientRect();
    if (box.width > 0 && box.height > 0) return box;
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect();
  };

  const covered = (element, left, top, right, bottom) => {
    let hidden = 0;
    for (let row = 0; row < 5; row += 1) {
      for (let column = 0; column < 5; column += 1) {
        const x = left + ((right - left) * (column + 0.5)) / 5;
        const y = top + ((bottom - top) * (row + 0.5)) / 5;
        let hit = document.elementFromPoint(x, y);
        while (hit && hit.shadowRoot) {
          const inner = hit.shadowRoot.elementFromPoint(x, y);
          if (!inner || inner === hit) break;
          hit = inner;
        }
        const own = !hit || contains(element, hit) || contains(hit, element) || [...(element.labels || [])].includes(hit);
        if (!own) hidden += 1;
      }
    }
    return hidden / 25;
  };

  /** What people see of a control: itself, or the label that is drawn in place of an unseen check box. */
  const face = (element) => (isSeen(element) ? element : [...(element.labels || [])].find(isSeen) || element);

  const where = (element) => {
    const box = rectangle(face(element));
    const left = Math.max(box.left, 0);
    const top = Math.max(box.top, 0);
    const right = Math.min(box.right, innerWidth);
    const bottom = Math.min(box.bottom, innerHeight);
    const onScreen = right - left >= 1 && bottom - top >= 1;
    return {
      box: { x: box.left, y: box.top, width: box.width, height: box.height },
      visible: onScreen && isSeen(face(element)),
      obscured: onScreen ? covered(element, left, top, right, bottom) : -1,
    };
  };

  const innermost = () => {
    let active = document.activeElement;
    while (active && active.shadowRoot && active.shadowRoot.activeElement) active = active.shadowRoot.activeElement;
    return active && active !== document.body && active !== document.documentElement ? active : null;
  };

  const walk = globalThis.wcagAuditWalk;

  const look = () => {
    const active = innermost();
    const settled = [];
    for (const [id, before] of walk.pending) {
      if (walk.elements[id] === active) continue;
      walk.pending.delete(id);
      settled.push({ number: id, changed: differs(walk.elements[id], before, active) });
    }
    const result = { settled, href: location.href, scrollX, scrollY, hasFocus: document.hasFocus(), stop: null };
    if (!active) return result;
    let id = walk.elements.indexOf(active);
    const known = id >= 0;
    if (!known) {
      id = walk.elements.push(active) - 1;
      const drawing = signature(active);
      walk.pending.set(id, drawing);
      const chain = [];
      for (let node = active; node && chain.length < 4; node = parent(node)) {
        chain.push(`${node.localName}.${node.getAttribute("class") || ""}`);
      }
      const overlay = active.closest('dialog, [role="dialog"], [role="alertdialog"], [popover]');
      walk.details[id] = {
        ...place(active),
        ...where(active),
        editable: active.matches(CARET) || Boolean(active.isContentEditable), // undefined in SVG
        several: active.matches(SEVERAL_STOPS) || (active.localName.includes("-") && !active.shadowRoot),
        group: `${chain.join(" ")} ${active.getAttribute("role")} ${active.getAttribute("type")} ${drawing[0][1]}`,
        frame: ["iframe", "frame", "object", "embed"].includes(active.localName),
        modal: Boolean(active.closest('dialog:modal, [aria-modal="true"]')),
        overlay: Boolean(overlay) || floats(active),
        exposed: !concealed(active),
      };
    }
    return { ...result, stop: known ? { number: id, known } : { number: id, known, ...walk.details[id] } };
  };

  const floats = (element) => {
    for (let node = element; node; node = parent(node)) {
      if (getComputedStyle(node).position === "fixed") return true;
    }
    return false;
  };

  const concealed = (element) => {
    for (let node = element; node; node = parent(node)) {
      if ((node.getAttribute("aria-hidden") || "").toLowerCase() === "true") return true;
    }
    return false;
  };

  const REACHED = "a[href], area[href], button, input, select, textarea, summary, [tabindex], [contenteditable]";
  const reached = () => [...trees()].flatMap((tree) => [...tree.querySelectorAll(REACHED)])
    .filter((element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }));

  const thrown = () => reached().filter((element) => !walk.elements.includes(element)).slice(0, MOST_TRIED).filter((element) => {
    let came = false;
    const note = () => { came = true; };
    element.addEventListener("focus", note, { capture: true, once: true });
    element.focus({ preventScroll: true });
    element.removeEventListener("focus", note, { capture: true });
    return came && innermost() === null;
  }).map(place);

  const start = () => {
    const active = innermost();
    globalThis.wcagAuditWalk = {
      elements: [], details: [], pending: new Map(), thaw: freeze(), active, scrollX, scrollY,
    };
    if (active) active.blur();
    scrollTo({ left: 0, top: 0, behavior: "instant" });
    return { reachable: reached().length };
  };

  switch (command) {
    case "start":
      return start();
    case "look":
      return look();
    case "focus":
      walk.elements[number].focus();
      return { done: innermost() === walk.elements[number], ...where(walk.elements[number]), scrollX, scrollY };
    case "blur":
      if (innermost()) innermost().blur();
      return { done: innermost() === null };
    case "thrown":
      return { thrown: thrown() };
    case "text":
      return { text: document.body ? document.body.innerText.slice(0, 20000).toWellFormed() : "" };
    default:
      if (innermost()) innermost().blur();
      if (walk.active && walk.active.isConnected) walk.active.focus({ preventScroll: true });
      scrollTo({ left: walk.scrollX, top: walk.scrollY, behavior: "instant" });
      walk.thaw();
      delete globalThis.wcagAuditWalk;
      return {};
  }
}
