// Which of the letters the fonts here cannot draw: they come out as the box for a missing glyph, or as nothing.
(letters) => {
  const draw = (text) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 64;
    const pen = canvas.getContext("2d");
    pen.font = "40px sans-serif";
    pen.fillText(text, 8, 48);
    return pen.getImageData(0, 0, 64, 64).data.join();
  };
  const useless = [draw("\u{10FFFD}"), draw(" ")]; // a private character that no font has, and no ink at all
  return [...letters].filter((letter) => useless.includes(draw(letter)));
}
