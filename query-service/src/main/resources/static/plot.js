/** Lines drawn with uPlot, which its own script makes a global. Closed windows are solid, open ones dashed. */

import {hourMinute, short} from './format.js';

const HEIGHT = 176;
const FONT = '11px system-ui, sans-serif';
const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The lines as uPlot takes them: for each the closed part and the open part. */
export function plotData(lines, times) {
    return [times.map(time => time / 1000), ...lines.flatMap(each => [each.closed, joined(each)])];
}

/**
 * A new plot in the colours of the theme.
 *
 * @param view the time shown: `from()` and `to()`
 * @param onCursor called with the index under the cursor, null when there is none
 */
export function newPlot(element, lines, data, width, view, onCursor) {
    return new window.uPlot({
        width, height: HEIGHT, padding: [10, 10, 0, 0], legend: {show: false},
        cursor: {sync: {key: 'millrace'}, drag: {x: false, y: false}, y: false, points: {size: 7}},
        scales: {x: {range: () => [view.from() / 1000, view.to() / 1000]},
            y: {range: (_, low, high) => [Math.min(0, low ?? 0), high > 0 ? high * 1.08 : 1]}},
        axes: [timeAxis(), valueAxis()],
        series: [{}, ...lines.flatMap(each => strokes(each, lines.length === 1))],
        hooks: {setCursor: [plot => onCursor(plot.cursor.idx)]}
    }, data, element);
}

function timeAxis() {
    return {stroke: css('--quiet'), font: FONT, size: 26, gap: 4, space: 64, grid: {show: false},
        ticks: {stroke: css('--line'), size: 4, width: 1},
        values: (_, ticks) => ticks.map(tick => hourMinute(tick * 1000))};
}

function valueAxis() {
    return {stroke: css('--quiet'), font: FONT, size: 46, gap: 6, space: 34,
        grid: {stroke: css('--line'), width: 1}, ticks: {show: false}, values: (_, ticks) => ticks.map(short)};
}

/** The open part of a line, joined to the closed point before it. */
function joined(each) {
    return each.open.map((value, i) => value ?? (each.open[i + 1] !== null && each.open[i + 1] !== undefined
        ? each.closed[i] : null));
}

function strokes(each, filled) {
    const colour = css(each.slot === null ? '--series-other' : `--series-${each.slot}`);
    const fill = filled ? css('--series-fill') : undefined;
    const base = {stroke: colour, width: 1.75, spanGaps: false};
    return [{...base, fill, points: {show: false, size: 5, fill: colour, filter: lonely}},
        {...base, fill, dash: [3, 3], alpha: 0.75, points: {show: false}}];
}

/** Points that have no neighbour and so would not be seen in a line. */
function lonely(plot, index, _show, gaps) {
    const values = plot.data[index];
    return gaps === null && values.filter(value => value !== null).length > 1 ? null : values.flatMap(
        (value, i) => value !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null ? [i] : []);
}
