/**
 * Sets the text spacing of WCAG 1.4.12, compares the page with itself before, and takes the spacing away again.
 * Needs `place.js` and `clipping.js`.
 *
 * @param {number} most elements that are listed
 * @returns {Promise<{texts: number, applied: number, lost: Object[]}>}
 */
async function textSpacing(most) {
  const { tidy, dress, freeze, place, clipping } = globalThis.wcagAudit;
  const { gather, shown, lines, clippers, cut, marked, said } = clipping;
  const LINES = 12000;
  const SLACK = 1;
  const CUT = 3;
  const CSS = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`;

  const frames = () => new Promise((resolve) => {
    setTimeout(resolve, 500);
    requestAnimationFrame(() => requestAnimationFrame(resolve));
  });

  /** Whether an element holds more than it shows, as one does that a script scrolls. */
  const hidesMore = (node) => node.scrollHeight > node.clientHeight + CUT || node.scrollWidth > node.clientWidth + CUT;

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

  const thaw = freeze();
  let undress = () => undefined;
  try {
    const items = gather();
    const overfull = new Set();
    for (const item of items) {
      item.boxes = lines(item);
      item.spacing = getComputedStyle(item.element).letterSpacing;
      item.cutters = clippers(item.element);
      item.before = cut(item.boxes, item.cutters);
      for (const { node } of item.cutters) if (hidesMore(node)) overfull.add(node);
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
          overfull: overfull.has(by),
        });
      }
    }
    for (const [key, depth] of overlaps(items)) {
      if (overlapsBefore.has(key)) continue;
      const [one, other] = key.split(" ").map((index) => items[index].element);
      lost.push({
        ...place(one), kind: "overlapped", axis: "vertical", lost: depth, text: said(one), ellipsis: false, clipper: said(other),
        overfull: false,
      });
    }
    return { texts: items.length, applied, lost: lost.slice(0, most) };
  } finally {
    undress();
    thaw();
  }
}
