/**
 * What sticks out of a narrow viewport, and whether the page can really be scrolled sideways. Needs `place.js`.
 *
 * @param {number} most elements that are listed
 * @returns {{width: number, scrollWidth: number, scrolled: number, cutOff: boolean, overflows: Object[]}}
 */
function reflow(most) {
  const { tidy, parent, trees, place } = globalThis.wcagAudit;
  const root = document.scrollingElement || document.documentElement;
  const width = root.clientWidth;
  const rightToLeft = getComputedStyle(document.body || root).direction === "rtl";
  const SLACK = 1;
  const GLYPHS = 2;
  const NODES = 20000;
  const PLANE = "img, picture, svg, canvas, video, iframe, object, embed, map, pre, code, math, " +
    '[role="toolbar"], [role="img"], [role="application"], [role="grid"], [role="treegrid"], [role="table"]';
  const CONTROL = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const BLOCKS = "table, form, h1, h2, h3, h4, h5, h6, nav, main";

  // The root's overflow is that of html, or of body where html has none (CSS Overflow 3, 3.3).
  const sideways = () => {
    const own = getComputedStyle(document.documentElement).overflowX;
    return own !== "visible" || !document.body ? own : getComputedStyle(document.body).overflowX;
  };
  const cutOff = ["hidden", "clip"].includes(sideways());

  const tryToScroll = () => {
    const before = { x: scrollX, y: scrollY };
    scrollTo({ left: rightToLeft ? -100000 : 100000, top: before.y, behavior: "instant" });
    const moved = Math.abs(scrollX - before.x);
    scrollTo({ left: before.x, top: before.y, behavior: "instant" });
    return moved;
  };

  const past = (box) => (rightToLeft ? -box.left : box.right - width);
  const begins = (box) => (rightToLeft ? box.right > 0 : box.left < width);
  const isRoot = (element) => element === document.documentElement || element === document.body;

  /** How far a box sticks out once every element from `start` up that clips or scrolls has had its part. */
  const sticksOut = (box, start, absolute) => {
    let out = past(box);
    let loose = absolute;
    for (let node = start; node && out > SLACK; node = parent(node)) {
      const style = getComputedStyle(node);
      if (style.position === "fixed") return 0;
      if (isRoot(node)) continue;
      // An absolutely placed box is clipped only from its containing block up.
      if (loose && style.position === "static" && style.transform === "none") continue;
      loose = style.position === "absolute";
      if (style.overflowX !== "visible") out = Math.min(out, past(node.getBoundingClientRect()));
    }
    return out;
  };
  const boxSticksOut = (box, element) =>
    past(box) > SLACK ? sticksOut(box, parent(element), getComputedStyle(element).position === "absolute") : 0;

  const drawn = (element, box) =>
    box.width > 1 && box.height > 1 && getComputedStyle(element).position !== "fixed" &&
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    !/^rect\([01]px,? [01]px/.test(getComputedStyle(element).clip) &&
    !/^inset\((?:50|100)%/.test(getComputedStyle(element).clipPath);

  /** A table of data needs its two dimensions; one that only places things does not. */
  const isData = (table) =>
    !["presentation", "none"].includes(table.getAttribute("role")) &&
    (Boolean(table.querySelector("th, caption, thead, [scope]")) || !table.querySelector(BLOCKS));

  const needsPlane = (element) => {
    for (let node = element; node; node = parent(node)) {
      if (isRoot(node)) return false;
      if (node.matches(PLANE) || (node.localName === "table" && isData(node))) return true;
    }
    return false;
  };

  /** The element's own text that sticks out: what it says, how far it reaches, and whether it begins on screen. */
  const textOut = (element) => {
    const found = { text: "", right: 0, begins: false };
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (past(box) <= GLYPHS || box.width <= 1 || sticksOut(box, element, false) <= GLYPHS) continue;
        found.text = found.text || node.data.trim();
        found.right = Math.max(found.right, width + past(box));
        found.begins = found.begins || begins(box);
      }
    }
    return found;
  };

  /** What in an element a person would have to scroll for: text and controls, those apart that need a plane. */
  const contents = (outer, inside) => {
    const found = { free: false, plane: false, begins: false, right: 0, sample: "" };
    for (const element of [outer, ...inside]) {
      const text = textOut(element);
      const box = element.getBoundingClientRect();
      const pictured = !(element.textContent || "").trim() && element.querySelector(PLANE) !== null;
      const control = element.matches(CONTROL) && !pictured && past(box) > GLYPHS && drawn(element, box);
      const plane = needsPlane(element);
      found.right = Math.max(found.right, text.right);
      if (plane && past(box) > SLACK) found.plane = true;
      if ((text.text || control) && !plane) {
        found.free = true;
        found.begins = found.begins || text.begins || (control && begins(box));
        found.sample = found.sample || text.text || (element.textContent || element.value || "").trim();
      }
    }
    return found;
  };

  const scrolled = tryToScroll();
  const result = { width, scrollWidth: root.scrollWidth, scrolled: cutOff ? 0 : scrolled, cutOff, overflows: [] };
  if (scrolled <= SLACK && root.scrollWidth <= width + SLACK) return result;

  const out = new Map();
  let looked = 0;
  for (const tree of trees()) {
    for (const element of tree.querySelectorAll("*")) {
      looked += 1;
      if (looked > NODES) break;
      if (isRoot(element)) continue;
      const box = element.getBoundingClientRect();
      if (past(box) <= SLACK && !textOutCheap(element)) continue;
      if (!drawn(element, box)) continue;
      if (boxSticksOut(box, element) > SLACK || textOut(element).text) out.set(element, box);
    }
  }
  for (const [element, box] of out) {
    if (result.overflows.length >= most) break;
    const above = parent(element);
    if (above && out.has(above)) continue;
    const inside = [...out.keys()].filter((other) => other !== element && contains(element, other));
    const found = contents(element, inside);
    result.overflows.push({
      ...place(element),
      right: Math.max(width + past(box), found.right),
      text: found.free,
      twoDimensional: !found.free && (found.plane || needsPlane(element)),
      beyond: found.free ? !found.begins : !begins(box),
      sample: tidy(found.sample, 80),
    });
  }
  return result;

  function contains(outer, inner) {
    for (let node = parent(inner); node; node = parent(node)) if (node === outer) return true;
    return false;
  }

  /** Only a box with text of its own that may not wrap can have text further right than itself. */
  function textOutCheap(element) {
    return element.scrollWidth > element.clientWidth + SLACK && textOut(element).text !== "";
  }
}
