/** Expressions for a browser page, for which tests have no types. */
export const groundOfPage = 'getComputedStyle(document.body).backgroundColor';

/** The lowest contrast (WCAG 2.2, 1.4.3) between a visible element's own text and its background. */
export const lowestContrast = `
(() => {
  const channels = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = (color) => {
    const [red, green, blue] = channels(color).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const groundOf = (element) => {
    if (!element) return 'rgb(255, 255, 255)';
    const { backgroundColor } = getComputedStyle(element);
    return channels(backgroundColor)[3] === 0 ? groundOf(element.parentElement) : backgroundColor;
  };
  const hasText = (element) => Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.nodeValue.trim());
  const contrasts = Array.from(document.querySelectorAll('body *'))
    .filter((element) => element instanceof HTMLElement && element.checkVisibility() && hasText(element))
    .map((element) => {
      const [a, b] = [luminance(getComputedStyle(element).color), luminance(groundOf(element))];
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    });
  return Math.min(...contrasts);
})()`;
