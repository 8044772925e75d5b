/**
 * Text that is cut off, looked at twice: before and after the window was made as narrow as zoom makes it. Needs
 * `place.js` and `clipping.js`; what is found before waits in this world for the second call.
 *
 * @param {"before"|"after"} step
 * @param {number} most elements that are listed
 * @returns {{texts: number, clipped: Object[]}|boolean}
 */
function zoom(step, most) {
  const { tidy, place, clipping } = globalThis.wcagAudit;
  const { gather, shown, lines, clippers, cut, said } = clipping;
  const CUT = 3;
  const WAY = "a[href], button, summary, [onclick], [tabindex]";

  const inside = (box, { node, x, y }) => {
    const frame = node.getBoundingClientRect();
    return (!x || (box.right > frame.left && box.left < frame.right)) && (!y || (box.bottom > frame.top && box.top < frame.bottom));
  };

  const measure = (element, texts) => {
    const boxes = lines({ element, texts });
    const cutters = clippers(element);
    return { seen: boxes.some((box) => cutters.every((cutter) => inside(box, cutter))), ...cut(boxes, cutters) };
  };

  /** Something to operate in what cuts, around it or right beside it: it may lead to the whole text. */
  const hasWay = (clipper) => {
    const near = [clipper, clipper.previousElementSibling, clipper.nextElementSibling];
    const around = clipper.parentElement;
    if (around && around !== document.body) near.push(around, around.nextElementSibling);
    return clipper.closest(WAY) !== null || clipper.hasAttribute("title") ||
      near.some((element) => element !== null && element !== undefined && (element.matches(WAY) || element.querySelector(WAY) !== null));
  };

  if (step === "before") {
    globalThis.wcagAudit.unzoomed = gather().map(({ element, texts }) => ({ element, texts, before: measure(element, texts) }));
    return true;
  }
  const items = globalThis.wcagAudit.unzoomed;
  delete globalThis.wcagAudit.unzoomed;
  const clipped = [];
  for (const { element, texts, before } of items) {
    if (clipped.length >= most) break;
    // What was not seen before, or is hidden by the narrow layout as a whole, is another matter.
    if (!before.seen || !element.isConnected || !shown(element)) continue;
    const after = measure(element, texts);
    const axis = after.vertical >= after.horizontal ? "vertical" : "horizontal";
    if (!after.seen || after[axis] <= CUT) continue;
    const by = after[`${axis}By`];
    const ellipsis = [element, by].map((node) => getComputedStyle(node)).some((style) =>
      axis === "horizontal" ? style.textOverflow === "ellipsis" : !["none", ""].includes(style.webkitLineClamp));
    clipped.push({
      ...place(element), axis, lost: after[axis], before: before[axis], text: said(element), ellipsis,
      way: hasWay(by), words: said(element).split(" ").length, clipper: tidy(by.cloneNode(false).outerHTML, 200),
    });
  }
  return { texts: items.length, clipped };
}
