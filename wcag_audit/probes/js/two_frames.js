/** Resolves after two frames were drawn, or after half a second where nothing is drawn (a hidden tab). */
async function twoFrames() {
  await new Promise((resolve) => {
    setTimeout(resolve, 500);
    requestAnimationFrame(() => requestAnimationFrame(resolve));
  });
  return true;
}
