/**
 * Text whose background cannot be read from styles alone, and placeholders, character by character; and the page without
 * its text. Needs `place.js`, `clipping.js` and `painted.js`.
 *
 * @param {"find"|"hide"|"show"} step
 * @param {number} most elements that are listed
 * @param {number} tallest pixels from the top of the page that are looked at
 * @returns {Object[]|boolean}
 */
function textContrast(step, most, tallest) {
  const { place, trees, freeze, clipping, painted, tidy } = globalThis.wcagAudit;
  const ALIKE = 20;
  const CHARACTERS = 40;
  const PLACEHOLDERS = 30;
  const OPAQUE = 0.999;

  if (step === "hide") {
    globalThis.wcagAudit.undress = painted.bare();
    return true;
  }
  if (step === "show") {
    for (const undo of [globalThis.wcagAudit.undress, globalThis.wcagAudit.thaw]) if (undo) undo();
    return true;
  }
  globalThis.wcagAudit.thaw = freeze();

  const { rgba, behind } = painted;

  const round = (box) => box.map((value) => Math.round(value * 10) / 10);

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
          boxes.push(round([box.left + scrollX, y, box.width, box.height]));
        }
      }
    }
    return boxes;
  };

  /** Where the letters of a placeholder are, as nearly as can be known: they are in no node of the page. */
  const hinted = (field, style) => {
    const own = getComputedStyle(field);
    const box = field.getBoundingClientRect();
    const inner = (side) => parseFloat(own[`border${side}Width`]) + parseFloat(own[`padding${side}`]);
    const width = box.width - inner("Left") - inner("Right");
    const line = field.localName === "textarea" ? parseFloat(own.lineHeight) || parseFloat(style.fontSize) * 1.3 : Infinity;
    const height = Math.min(box.height - inner("Top") - inner("Bottom"), line);
    const pen = new OffscreenCanvas(1, 1).getContext("2d");
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    pen.letterSpacing = own.letterSpacing === "normal" ? "0px" : own.letterSpacing;
    const hint = tidy(field.placeholder, CHARACTERS);
    const text = own.textTransform === "uppercase" ? hint.toUpperCase() : hint;
    const ends = [...text].map((_, i) => pen.measureText([...text].slice(0, i + 1).join("")).width);
    const free = Math.max(0, width - (ends.at(-1) || 0));
    const start = { center: free / 2, right: free, end: own.direction === "rtl" ? 0 : free }[own.textAlign] || 0;
    const top = box.top + scrollY + inner("Top");
    return [...text].flatMap((letter, i) => {
      const from = start + (ends[i - 1] || 0);
      if (!/[\p{L}\p{N}]/u.test(letter) || start + ends[i] > width || height < 1 || top < 0 || top + height > tallest) return [];
      return [round([box.left + scrollX + inner("Left") + from, top, Math.max(1, start + ends[i] - from), height])];
    });
  };

  const alike = new Map();
  const often = (element, style) => {
    const around = element.parentElement;
    const key = [element.localName, element.className, around ? around.localName : "", around ? around.className : "", style.color, style.fontSize].join("|");
    alike.set(key, (alike.get(key) || 0) + 1);
    return alike.get(key) > ALIKE;
  };

  const entry = (element, style, under, colour, text, boxes, part) => ({
    ...place(element), boxes, text: tidy(text, 120), part, plain: under.plain ? under.colour : null,
    colour: colour.slice(0, 3), alpha: colour[3] * under.opacity,
    size: parseFloat(style.fontSize), weight: Number(style.fontWeight) || 400,
  });

  const found = [];
  for (const { element, texts } of clipping.gather()) {
    if (found.length >= most) break;
    const style = getComputedStyle(element);
    const colour = rgba(style.webkitTextFillColor || style.color);
    const under = behind(element);
    if (!under || colour[3] === 0) continue;
    const text = texts.map((node) => node.data).join(" ");
    const sure = under.plain && colour[3] > OPAQUE && style.textShadow === "none" && text.trim().length > 1;
    if (sure && !painted.crossed(element, texts, under.base)) continue;
    if (often(element, style)) continue;
    const boxes = characters(texts);
    if (boxes.length) found.push(entry(element, style, { ...under, plain: false }, colour, text, boxes, "text"));
  }
  const fields = trees().flatMap((tree) => [...tree.querySelectorAll("input, textarea")]);
  for (const field of fields.filter((one) => one.matches(":placeholder-shown") && one.placeholder.trim()).slice(0, PLACEHOLDERS)) {
    const style = getComputedStyle(field, "::placeholder");
    const under = clipping.shown(field) && behind(field);
    const [red, green, blue, alpha] = rgba(style.webkitTextFillColor || style.color);
    const colour = [red, green, blue, alpha * Number(style.opacity)];
    if (!under || colour[3] === 0) continue;
    const boxes = hinted(field, style);
    if (boxes.length) found.push(entry(field, style, under, colour, field.placeholder, boxes, "placeholder"));
  }
  return found;
}
