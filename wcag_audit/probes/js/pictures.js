/**
 * Finds what may show text without being text: images, canvases, posters of videos and background pictures that are
 * seen and large enough. Needs `place.js`.
 *
 * @param {number} most pictures that are listed, the largest first to be kept
 * @returns {{found: Object[], more: number}} in document order, with boxes on the whole page
 */
function pictures(most) {
  const { parent, trees, place } = globalThis.wcagAudit;
  const ELEMENTS = 30000;
  const [WIDTH, HEIGHT, AREA] = [40, 14, 2000];
  const [WIDE, HIGH] = [120, 40]; // of backgrounds: smaller ones are icons
  const LONGEST = 4000; // the browser's textures end somewhere
  const URL = /url\(|image-set\(/;

  const kind = (element, style) => {
    const name = element.localName;
    if (name === "img") return element.complete && element.naturalWidth > 0 ? "img" : "";
    if (name === "canvas") return "canvas";
    if (name === "input") return element.type === "image" ? "input" : "";
    if (name === "video") return element.poster && element.paused && !element.currentTime ? "poster" : "";
    if (name === "svg") return element.querySelector("path, image, use, polygon") ? "svg" : "";
    return URL.test(style.backgroundImage) ? "background" : "";
  };

  /** The part of the element that is not cut off by what stands around it, on the whole page. */
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
    const root = document.documentElement;
    for (let above = parent(element); above && above !== root && above !== document.body; above = parent(above)) {
      const style = getComputedStyle(above);
      if (style.overflowX === "visible" && style.overflowY === "visible") continue;
      const clip = above.getBoundingClientRect();
      [left, right] = [Math.max(left, clip.left), Math.min(right, clip.right)];
      [top, bottom] = [Math.max(top, clip.top), Math.min(bottom, clip.bottom)];
    }
    left = Math.max(left + scrollX, 0);
    top = Math.max(top + scrollY, 0);
    right = Math.min(right + scrollX, root.scrollWidth);
    return { x: left, y: top, width: right - left, height: Math.min(bottom + scrollY - top, LONGEST) };
  };

  const found = [];
  let looked = 0;
  for (const tree of trees()) {
    for (const element of tree.querySelectorAll("*")) {
      looked += 1;
      if (looked > ELEMENTS) break;
      if (element.parentElement instanceof SVGElement || element.offsetWidth < WIDTH) continue;
      const what = kind(element, getComputedStyle(element));
      if (!what || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const box = seen(element);
      const [width, height] = what === "background" ? [WIDE, HIGH] : [WIDTH, HEIGHT];
      if (box.width < width || box.height < height || box.width * box.height < AREA) continue;
      found.push({ element, kind: what, ...box });
    }
  }
  const kept = [...found].sort((one, other) => other.width * other.height - one.width * one.height).slice(0, most);
  const listed = found.filter((entry) => kept.includes(entry));
  return {
    found: listed.map(({ element, ...rest }) => ({ ...rest, ...place(element) })),
    more: found.length - listed.length,
  };
}
