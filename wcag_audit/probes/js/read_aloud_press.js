/**
 * Brings a control into view and says where to press it.
 *
 * @param {number[]} path element-child positions from the document; -1 steps into a shadow root
 * @returns {{x: number, y: number, free: boolean}} a point in the viewport; free: false if something else covers it
 */
function readAloudPress(path) {
  let node = document;
  for (const step of path) node = step < 0 ? node && node.shadowRoot : node && node.children[step];
  if (!node) return { x: 0, y: 0, free: false };
  // Nothing that we press may send a form
  addEventListener("submit", (event) => event.preventDefault(), true);
  node.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const box = node.getClientRects()[0] || node.getBoundingClientRect();
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  let hit = document.elementFromPoint(x, y);
  while (hit && hit.shadowRoot && hit !== node) hit = hit.shadowRoot.elementFromPoint(x, y);
  return { x, y, free: Boolean(hit) && (node.contains(hit) || hit.contains(node)) };
}
