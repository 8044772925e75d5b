/**
 * Text whose background cannot be read from styles alone, character by character, and the page without its text. Needs
 * `place.js` and `clipping.js`.
 *
 * @param {"find"|"hide"|"show"} step
 * @param {number} most elements that are listed
 * @param {number} tallest pixels from the top of the page that are looked at
 * @returns {Object[]|boolean}
 */
function textContrast(step, most, tallest) {
  const { parent, place, dress, freeze, clipping, tidy } = globalThis.wcagAudit;
  const ALIKE = 3;
  const CHARACTERS = 40;
  const OPAQUE = 0.999;

  if (step === "hide") {
    // Shadows stay: they are what the letters stand on. `currentcolor` borders go with the text; no letter is on them.
    globalThis.wcagAudit.undress = dress(`*, *::before, *::after, *::marker, *::placeholder {
      color: transparent !important; -webkit-text-fill-color: transparent !important; caret-color: transparent !important;
      -webkit-text-stroke-color: transparent !important; text-decoration-color: transparent !important; }`);
    return true;
  }
  if (step === "show") {
    for (const undo of [globalThis.wcagAudit.undress, globalThis.wcagAudit.thaw]) if (undo) undo();
    return true;
  }
  globalThis.wcagAudit.thaw = freeze();

  const canvas = new OffscreenCanvas(1, 1);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const seenColours = new Map();
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

  /** Whether what lies behind the text is one plain colour of an ancestor; null where no pixel can tell either. */
  const look = (element) => {
    let opacity = 1;
    let plain = true;
    for (let node = element; node; node = parent(node)) {
      const style = getComputedStyle(node);
      if (style.webkitBackgroundClip === "text" || style.mixBlendMode !== "normal" || style.filter !== "none") return null;
      opacity *= Number(style.opacity);
      if (style.backgroundImage !== "none" || style.opacity !== "1") plain = false;
      if (["absolute", "fixed", "sticky"].includes(style.position)) plain = false;
      if (rgba(style.backgroundColor)[3] > OPAQUE && style.backgroundImage === "none") break;
    }
    return { plain, opacity };
  };

  const characters = (texts) => {
    const boxes = [];
    const total = texts.reduce((sum, text) => sum + text.data.length, 0);
    const stride = Math.max(1, Math.ceil(total / CHARACTERS));
    let at = 0;
    for (const text of texts) {
      for (let i = 0; i < text.data.length; i += 1, at += 1) {
        if (at % stride || !/[\p{L}\p{N}]/u.test(text.data[i])) continue;
        const range = document.createRange();
        range.setStart(text, i);
        range.setEnd(text, i + 1);
        const box = range.getBoundingClientRect();
        const y = box.top + scrollY;
        if (box.width >= 1 && box.height >= 1 && y >= 0 && y + box.height <= tallest) {
          boxes.push([box.left + scrollX, y, box.width, box.height].map((value) => Math.round(value * 10) / 10));
        }
      }
    }
    return boxes;
  };

  const alike = new Map();
  const found = [];
  for (const { element, texts } of clipping.gather()) {
    if (found.length >= most) break;
    const style = getComputedStyle(element);
    const [red, green, blue, alpha] = rgba(style.webkitTextFillColor || style.color);
    const behind = look(element);
    if (!behind || alpha === 0 || (behind.plain && alpha > OPAQUE && style.textShadow === "none")) continue;
    const around = element.parentElement;
    const key = [element.localName, element.className, around ? around.localName : "", around ? around.className : "", style.color, style.fontSize].join("|");
    alike.set(key, (alike.get(key) || 0) + 1);
    if (alike.get(key) > ALIKE) continue;
    const boxes = characters(texts);
    if (!boxes.length) continue;
    found.push({
      ...place(element), boxes, colour: [red, green, blue], alpha: alpha * behind.opacity, size: parseFloat(style.fontSize),
      weight: Number(style.fontWeight) || 400, text: tidy(texts.map((text) => text.data).join(" "), 120),
    });
  }
  return found;
}
