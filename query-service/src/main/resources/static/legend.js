/** The legend of a chart: a colour, a name and a value for each line. */

import {el, setText} from './dom.js';
import {number} from './format.js';

/**
 * Brings a legend up to date. A single line needs no name: what its closed windows range over stands there instead.
 *
 * @param valueOf the value to show of a line
 */
export function drawLegend(legend, lines, valueOf) {
    const items = lines.length === 1 ? extremes(lines[0]) : lines.map(each => [each.label, valueOf(each), each.slot]);
    while (legend.children.length > items.length) {
        legend.lastChild.remove();
    }
    items.forEach(([label, value, slot], index) => drawItem(legend, index, label, value, slot));
}

function extremes({closed}) {
    const values = closed.filter(value => value !== null);
    return values.length === 0 ? [] : [['lowest', values.reduce((a, b) => Math.min(a, b))],
        ['mean of windows', values.reduce((a, b) => a + b) / values.length],
        ['highest', values.reduce((a, b) => Math.max(a, b))]];
}

/** @param slot of its colour; null for other, undefined for a value that is no line */
function drawItem(legend, index, label, value, slot) {
    const item = legend.children[index] ?? legend.appendChild(el('li', {}, el('i', {'aria-hidden': 'true'}),
        el('span'), el('b')));
    item.firstChild.className = slot === undefined ? 'none' : slot === null ? 'swatch-other' : `swatch-${slot}`;
    setText(item.children[1], label);
    item.children[1].title = label;
    setText(item.children[2], number(value));
}
