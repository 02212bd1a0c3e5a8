/**
 * The look of Teams for the renderer of Adaptive Cards, light and dark. Sizes after Microsoft's published host
 * configuration for Teams (MIT, Copyright (c) 2017 Microsoft); the colours are those of today's Teams.
 */
const LIGHT = { text: '#242424', subtle: '#616161', accent: '#4f52b2', good: '#0e700e', warning: '#835b00', attention: '#b10e1c', card: '#ffffff', shade: '#f5f5f5', line: '#e0e0e0' };
const DARK = { text: '#ffffff', subtle: '#adadad', accent: '#9299f7', good: '#54b054', warning: '#f2c661', attention: '#f1707b', card: '#292929', shade: '#1f1f1f', line: '#474747' };

const sizes = { small: 12, default: 14, medium: 14, large: 17, extraLarge: 22 };
const weights = { lighter: 300, default: 400, bolder: 600 };
const font = (fontFamily) => ({ fontFamily, fontSizes: sizes, fontWeights: weights });

export function hostConfig(dark) {
  const colours = dark ? DARK : LIGHT;
  const pair = (colour) => ({ default: colour, subtle: colour });
  const foregroundColors = {
    default: { default: colours.text, subtle: colours.subtle }, dark: pair(LIGHT.text), light: pair('#ffffff'),
    accent: pair(colours.accent), good: pair(colours.good), warning: pair(colours.warning), attention: pair(colours.attention),
  };
  return {
    choiceSetInputValueSeparator: ',',
    supportsInteractivity: true,
    spacing: { small: 6, default: 10, medium: 16, large: 20, extraLarge: 24, padding: 14 },
    separator: { lineThickness: 1, lineColor: colours.line },
    imageSizes: { small: 32, medium: 52, large: 100 },
    fontTypes: { default: font("'Segoe UI', system-ui, sans-serif"), monospace: font('Consolas, monospace') },
    containerStyles: {
      default: { foregroundColors, backgroundColor: colours.card, borderColor: colours.line },
      emphasis: { foregroundColors, backgroundColor: colours.shade, borderColor: colours.line },
    },
    actions: {
      maxActions: 6, spacing: 'Default', buttonSpacing: 8, actionsOrientation: 'Horizontal', actionAlignment: 'Left',
      showCard: { actionMode: 'Inline', inlineTopMargin: 10, style: 'emphasis' }, preExpandSingleShowCardAction: false,
    },
    adaptiveCard: { allowCustomStyle: false },
    textBlock: { headingLevel: 3 },
    factSet: { title: { weight: 'Bolder', wrap: true, maxWidth: 120 }, value: { wrap: true }, spacing: 12 },
  };
}
