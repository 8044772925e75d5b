/**
 * Sets up, once per isolated world, what styles say about the colours behind an element. Needs `place.js`.
 *
 * @returns {boolean} true
 */
function painted() {
  const { parent, trees, dress } = globalThis.wcagAudit;
  const OPAQUE = 0.999;
  const PAINTED = 3000;
  const DRAWN = "img, svg, video, canvas, iframe, embed, object, input, select, textarea, button";
  const BAND = 200;

  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const seenColours = new Map();

  /** Red, green, blue (0 to 255) and opacity (0 to 1) of any CSS colour. */
  const rgba = (colour) => {
    if (!seenColours.has(colour)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = "#000";
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
      seenColours.set(colour, [red, green, blue, alpha / 255]);
    }
    return seenColours.get(colour);
  };

  const paints = (style) => style.backgroundImage !== "none" || rgba(style.backgroundColor)[3] > 0;

  /** Whether something generated before or after an element's content is painted: it may lie under its text. */
  const decorated = (node) =>
    ["::before", "::after"].some((part) => {
      const style = getComputedStyle(node, part);
      return !["none", "normal"].includes(style.content) && style.display !== "none" && paints(style);
    });

  /**
   * What lies behind an element's content.
   *
   * @returns {?{plain: boolean, opacity: number, base: ?Element, colour: number[]}} whether it is one plain colour (of
   *   `base`, null for the page's white), and how opaque the element is; null where no pixel can tell either
   */
  const behind = (element) => {
    let opacity = 1;
    let plain = true;
    for (let node = element; node; node = parent(node)) {
      const style = getComputedStyle(node);
      if (style.webkitBackgroundClip === "text" || style.mixBlendMode !== "normal" || style.filter !== "none") return null;
      opacity *= Number(style.opacity);
      const colour = rgba(style.backgroundColor);
      if (style.backgroundImage !== "none" || style.opacity !== "1") plain = false;
      if (["absolute", "fixed", "sticky"].includes(style.position) || decorated(node)) plain = false;
      if (colour[3] > 0 && colour[3] <= OPAQUE) plain = false;
      if (colour[3] > OPAQUE && style.backgroundImage === "none") return { plain, opacity, base: node, colour: colour.slice(0, 3) };
    }
    return { plain, opacity, base: null, colour: [255, 255, 255] };
  };

  let bands = null;

  /** Everything that paints, by where it is: lists of elements with their boxes for each 200 pixels of height. */
  const gather = () => {
    bands = new Map();
    let count = 0;
    for (const element of trees().flatMap((tree) => [...tree.querySelectorAll("*")])) {
      if (count >= PAINTED) return;
      if (!element.matches(DRAWN) && !paints(getComputedStyle(element))) continue;
      const box = element.getBoundingClientRect();
      if (box.width < 1 || box.height < 1) continue;
      count += 1;
      for (let band = Math.floor(box.top / BAND); band <= Math.floor(box.bottom / BAND) && band < 400; band += 1) {
        if (!bands.has(band)) bands.set(band, []);
        bands.get(band).push({ element, box });
      }
    }
  };

  const holds = (outer, inner) => {
    for (let node = inner; node; node = parent(node)) if (node === outer) return true;
    return false;
  };

  /** Whether text sticks out of the element whose colour it stands on, or meets something painted that is not around it. */
  const crossed = (element, texts, base) => {
    if (!bands) gather();
    const ground = base && base !== document.body && base !== document.documentElement ? base.getBoundingClientRect() : null;
    for (const text of texts) {
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const box of range.getClientRects()) {
        if (box.width < 1 || box.height < 1) continue;
        if (ground && (box.left < ground.left - 1 || box.right > ground.right + 1 || box.top < ground.top - 1 || box.bottom > ground.bottom + 1)) return true;
        for (let band = Math.floor(box.top / BAND); band <= Math.floor(box.bottom / BAND); band += 1) {
          for (const other of bands.get(band) || []) {
            const apart = other.box.right <= box.left || other.box.left >= box.right || other.box.bottom <= box.top || other.box.top >= box.bottom;
            if (!apart && !holds(other.element, element)) return true;
          }
        }
      }
    }
    return false;
  };

  /** Takes the letters off the page. Shadows stay: they are what letters stand on. `currentcolor` borders go too: no letter is on them. */
  const bare = () =>
    dress(`*, *::before, *::after, *::marker, *::placeholder {
      color: transparent !important; -webkit-text-fill-color: transparent !important; caret-color: transparent !important;
      -webkit-text-stroke-color: transparent !important; text-decoration-color: transparent !important; }`);

  globalThis.wcagAudit.painted = { rgba, behind, crossed, bare };
  return true;
}
