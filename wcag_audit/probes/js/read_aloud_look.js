/**
 * How the page looks, in short, for comparing: how its texts are set, and which controls can be seen.
 *
 * @returns {{style: string, controls: number}}
 */
function readAloudLook() {
  const texts = [...document.querySelectorAll("body, main, header, h1, h2, p, li, a, td")];
  const step = Math.max(1, Math.floor(texts.length / 60));
  const style = texts
    .filter((_, index) => index % step === 0)
    .map((element) => {
      const { fontSize, color, backgroundColor, letterSpacing, lineHeight, filter, zoom } = getComputedStyle(element);
      return [fontSize, color, backgroundColor, letterSpacing, lineHeight, filter, zoom].join(" ");
    })
    .join("|");
  const images = [...document.images].filter((image) => image.checkVisibility({ visibilityProperty: true })).length;
  const controls = [...document.querySelectorAll("a[href], button, input, select, [role=button]")].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }),
  ).length;
  return { style: `${images} ${style}`, controls };
}
