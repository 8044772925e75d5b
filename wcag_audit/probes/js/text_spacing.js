/**
 * Sets the text spacing of WCAG 1.4.12, compares the page with itself before, and takes the spacing away again.
 * Needs `place.js`.
 *
 * @param {number} most elements that are listed
 * @returns {Promise<{texts: number, applied: number, lost: Object[]}>}
 */
async function textSpacing(most) {
  const { tidy, parent, trees, dress, freeze, place } = globalThis.wcagAudit;
  const ELEMENTS = 4000;
  const LINES = 12000;
  const SLACK = 1;
  const CUT = 3;
  const SKIP = "script, style, noscript, template, option, textarea, select, title, svg, svg *, math, math *, rt, rp";
  const CSS = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`;

  const frames = () => new Promise((resolve) => {
    setTimeout(resolve, 500);
    requestAnimationFrame(() => requestAnimationFrame(resolve));
  });

  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  const gather = () => {
    const found = [];
    for (const tree of trees()) {
      for (const element of tree.querySelectorAll("*")) {
        if (found.length >= ELEMENTS) return found;
        const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
        if (texts.length && !element.matches(SKIP) && shown(element)) found.push({ element, texts });
      }
    }
    return found;
  };

  /** Lines of text as the ink lies: without the trailing letter spacing and the empty top and bottom of the font. */
  const lines = ({ element, texts }) => {
    const style = getComputedStyle(element);
    const trail = parseFloat(style.letterSpacing) || 0;
    const edge = parseFloat(style.fontSize) * 0.15;
    const boxes = [];
    for (const text of texts) {
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const box of range.getClientRects()) {
        if (box.width <= 1 || box.height <= 1) continue;
        if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0) continue; // placed where nobody sees it
        boxes.push({ left: box.left, right: box.right - trail, top: box.top + edge, bottom: box.bottom - edge });
      }
    }
    return boxes;
  };

  const clips = (value) => value === "hidden" || value === "clip";

  /** The elements that cut an element's text, with the axes in which they do, from the inside out. */
  const clippers = (element) => {
    const found = [];
    let loose = false;
    for (let node = element; node; node = parent(node)) {
      if (node === document.body || node === document.documentElement) break;
      const style = getComputedStyle(node);
      if (style.display === "inline" || style.display === "contents") continue;
      if (!(loose && style.position === "static" && style.transform === "none")) {
        if (style.overflowX === "auto" || style.overflowX === "scroll" || style.overflowY === "auto" || style.overflowY === "scroll") break;
        if (clips(style.overflowX) || clips(style.overflowY)) {
          found.push({ node, x: clips(style.overflowX), y: clips(style.overflowY), style });
        }
        loose = false;
      }
      if (style.position === "fixed") break;
      loose = loose || style.position === "absolute";
    }
    return found;
  };

  /** How many px of text the worst clipper takes away, per axis. */
  const cut = (boxes, cutters) => {
    const worst = { vertical: 0, horizontal: 0, verticalBy: null, horizontalBy: null };
    for (const { node, x, y, style } of cutters) {
      const border = node.getBoundingClientRect();
      const inner = {
        left: border.left + parseFloat(style.borderLeftWidth), right: border.right - parseFloat(style.borderRightWidth),
        top: border.top + parseFloat(style.borderTopWidth), bottom: border.bottom - parseFloat(style.borderBottomWidth),
      };
      for (const box of boxes) {
        const across = x ? Math.max(inner.left - box.left, box.right - inner.right) : 0;
        const down = y ? Math.max(inner.top - box.top, box.bottom - inner.bottom) : 0;
        if (across > worst.horizontal) Object.assign(worst, { horizontal: across, horizontalBy: node });
        if (down > worst.vertical) Object.assign(worst, { vertical: down, verticalBy: node });
      }
    }
    return worst;
  };

  const related = (one, other) => one.contains(other) || other.contains(one);

  /** Pairs of elements whose lines of text lie on each other, as "i j" -> depth in px. */
  const overlaps = (items) => {
    const all = [];
    items.forEach((item, index) => {
      if (item.before.vertical > SLACK || item.before.horizontal > SLACK) return; // was not all seen before either
      for (const box of item.boxes) if (all.length < LINES) all.push({ ...box, index });
    });
    all.sort((a, b) => a.top - b.top);
    const pairs = new Map();
    let open = [];
    for (const box of all) {
      open = open.filter((other) => other.bottom > box.top + CUT);
      for (const other of open) {
        if (other.index === box.index || pairs.size > 2000) continue;
        const down = Math.min(other.bottom, box.bottom) - box.top;
        const across = Math.min(other.right, box.right) - Math.max(other.left, box.left);
        if (down <= CUT || across <= CUT) continue;
        if (related(items[other.index].element, items[box.index].element)) continue;
        const key = [other.index, box.index].sort((a, b) => a - b).join(" ");
        pairs.set(key, Math.max(pairs.get(key) || 0, Math.min(down, across)));
      }
      open.push(box);
    }
    return pairs;
  };

  const marked = (node) => {
    for (let level = node; level; level = parent(level)) {
      const style = getComputedStyle(level);
      if (style.textOverflow === "ellipsis" || !["none", ""].includes(style.webkitLineClamp)) return true;
      if (style.display !== "inline") break;
    }
    return false;
  };

  const said = (element) => tidy(element.innerText || element.textContent || "", 120);

  const thaw = freeze();
  let undress = () => undefined;
  try {
    const items = gather();
    for (const item of items) {
      item.boxes = lines(item);
      item.spacing = getComputedStyle(item.element).letterSpacing;
      item.cutters = clippers(item.element);
      item.before = cut(item.boxes, item.cutters);
    }
    const overlapsBefore = overlaps(items);
    undress = dress(CSS);
    await frames();
    let applied = 0;
    const lost = [];
    for (const item of items) {
      if (getComputedStyle(item.element).letterSpacing !== item.spacing) applied += 1;
      item.boxes = item.element.isConnected && shown(item.element) ? lines(item) : [];
      // What changed its visibility meanwhile (a slide, a ticker) says nothing about spacing.
      const after = cut(item.boxes, item.cutters);
      for (const axis of ["vertical", "horizontal"]) {
        if (item.before[axis] > SLACK || after[axis] <= CUT) continue;
        const by = after[`${axis}By`];
        lost.push({
          ...place(item.element), kind: "clipped", axis, lost: after[axis], text: said(item.element),
          ellipsis: marked(item.element) || marked(by), clipper: tidy(by.cloneNode(false).outerHTML, 200),
        });
      }
    }
    for (const [key, depth] of overlaps(items)) {
      if (overlapsBefore.has(key)) continue;
      const [one, other] = key.split(" ").map((index) => items[index].element);
      lost.push({
        ...place(one), kind: "overlapped", axis: "vertical", lost: depth, text: said(one), ellipsis: false, clipper: said(other),
      });
    }
    return { texts: items.length, applied, lost: lost.slice(0, most) };
  } finally {
    undress();
    // The old spacing must be computed while transitions are still off, or it would come back slowly.
    if (document.body) getComputedStyle(document.body).letterSpacing;
    document.documentElement.getBoundingClientRect();
    thaw();
  }
}
