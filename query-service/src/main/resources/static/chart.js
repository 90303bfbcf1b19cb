/** One metric as a panel: heading, chart, legend and freshness. */

import {download, read} from './api.js';
import {el, setText, showProblem} from './dom.js';
import {number, timeSpan, title, warnings} from './format.js';
import {drawLegend} from './legend.js';
import {newPlot, plotData} from './plot.js';
import {isAdditive, MetricSeries} from './series.js';

const ROWS = 20_000;
/** How many live windows are kept while the past is read. */
const MEANWHILE = 500;
const STALE_SECONDS = 90;
const BADGES = {
    open: ['open', 'The last window is still open: its value is drawn dashed and will change.'],
    final: ['final', 'The last window is closed: its value will not change.'],
    stale: ['stale', 'Nothing has come for a while.'],
    none: ['empty', 'There are no windows in the time shown.'],
    failed: ['not read', 'The windows could not be read.'],
    waiting: ['loading', 'The windows are being read.']
};

export class ChartPanel {
    #metric;
    #window;
    #aggregate;
    #series;
    #view;
    #plot = null;
    #shape = '';
    #drawn = null;
    #updatedAt = null;
    #problem = null;
    #loading = null;
    #meanwhile = [];
    #frame = null;
    #resize;
    #parts = {};

    /**
     * @param metric as `/v1/metrics` describes it
     * @param window name of the window
     * @param aggregate name of the aggregate to draw first
     * @param view what all charts share: `from()`, `to()`, `tenant`, `showTenant`
     */
    constructor(metric, window, aggregate, view) {
        this.#metric = metric;
        this.#window = window;
        this.#aggregate = aggregate;
        this.#view = view;
        this.#series = new MetricSeries(window);
        this.element = this.#build();
        this.#resize = new ResizeObserver(() => this.draw());
        this.#resize.observe(this.#parts.plot);
    }

    get name() {
        return this.#metric.name;
    }

    get window() {
        return this.#window;
    }

    get isEmpty() {
        return this.#series.isEmpty;
    }

    get isRatio() {
        return Boolean(this.#metric.ratio);
    }

    /** Takes the panel off the page. */
    close() {
        this.#loading?.abort();
        this.#resize.disconnect();
        this.#plot?.destroy();
        this.element.remove();
    }

    /** Loads the windows of the time shown. What comes in live meanwhile stays. */
    async load() {
        this.#loading?.abort();
        const loading = this.#loading = new AbortController();
        this.#meanwhile = [];
        try {
            const answer = await read(`/v1/metrics/${encodeURIComponent(this.name)}/windows`, this.#query(),
                loading.signal);
            this.#series.replace([...answer.windows, ...this.#meanwhile]);
            this.#problem = warnings(answer.warnings);
            this.#updatedAt = Date.now();
            this.draw();
            return answer.windows;
        } catch (failure) {
            if (failure.name !== 'AbortError') {
                this.#problem = failure.message;
                this.draw();
            }
            throw failure;
        }
    }

    /** Whether the window is among those that the panel draws, and not one of a roll-up. */
    takes(row) {
        return row.metric === this.name && row.window === this.#window && this.#metric.dimensions.every(
            dimension => dimension in row.group);
    }

    /** Whether what the panel draws is taken from windows of the row's metric, so that it has to be read anew. */
    follows(row) {
        const {ratio} = this.#metric;
        return this.isRatio && row.window === this.#window && [ratio.of, ratio.to].some(
            operand => operand.startsWith(`${row.metric}.`));
    }

    /** Takes a window that changed. */
    apply(row) {
        this.#series.apply(row);
        this.#meanwhile = [...this.#meanwhile, row].slice(-MEANWHILE);
        this.#updatedAt = Date.now();
    }

    /** Draws with the next frame. */
    draw() {
        this.#frame ??= requestAnimationFrame(() => {
            this.#frame = null;
            this.#drawNow();
        });
    }

    /** Draws anew in the colours of the theme. */
    recolour() {
        this.#shape = '';
        this.draw();
    }

    /** Brings the badge up to date. */
    tick() {
        const {badge} = this.#parts;
        const age = this.#updatedAt === null ? null : Math.round((Date.now() - this.#updatedAt) / 1000);
        const kind = this.#freshness(age);
        badge.dataset.kind = kind;
        setText(badge, age === null || kind === 'failed' ? BADGES[kind][0] : `${BADGES[kind][0]} · ${age < 120
            ? `${age} s` : `${Math.floor(age / 60)} min`}`);
        badge.title = `${BADGES[kind][1]}${age === null ? '' : ` Last update ${age} s ago.`}`;
    }

    #freshness(age) {
        const hasWindows = (this.#drawn?.times.length ?? 0) > 0;
        if (!hasWindows) {
            return this.#problem ? 'failed' : age === null ? 'waiting' : 'none';
        }
        return age > STALE_SECONDS ? 'stale' : this.#series.newestIsFinal ? 'final' : 'open';
    }

    #query() {
        return {window: this.#window, from: new Date(this.#view.from()).toISOString(),
            to: this.#view.isPast ? new Date(this.#view.to() + 1).toISOString() : null, tenant: this.#view.tenant,
            limit: ROWS};
    }

    #build() {
        const heading = `chart-${this.name}`;
        const aggregates = el('select', {title: 'Aggregate', 'aria-label': `Aggregate of ${title(this.name)}`,
            onchange: event => this.#choose(event.target.value)},
        ...this.#metric.numbers.map(each => el('option', {value: each, textContent: each,
            selected: each === this.#aggregate})));
        this.#parts = {
            badge: el('p', {className: 'badge'}),
            figure: el('p', {className: 'panel-figure'}),
            plot: el('div', {className: 'plot', role: 'img', 'aria-label': `${title(this.name)}, no windows yet`}),
            empty: el('p', {className: 'plot-empty', hidden: true}),
            legend: el('ul', {className: 'legend'}),
            problem: el('p', {className: 'problem', hidden: true})
        };
        const csv = el('button', {type: 'button', className: 'link', textContent: 'CSV',
            title: 'Download the windows shown', onclick: () => this.#save()});
        csv.setAttribute('aria-label', `Download ${title(this.name)} as CSV`);
        const {badge, figure, plot, empty, legend, problem} = this.#parts;
        return el('article', {className: 'panel chart', 'aria-labelledby': heading},
            el('header', {}, el('div', {className: 'headline'},
                el('h2', {id: heading, textContent: title(this.name), title: this.#metric.description ?? ''}), badge),
            el('div', {className: 'subline'}, figure, el('div', {className: 'tools'}, aggregates,
                el('span', {className: 'quiet', textContent: this.#window, title: 'Window'}), csv))),
            el('div', {className: 'plot-box'}, plot, empty), el('div', {className: 'chart-foot'}, legend, problem));
    }

    #choose(aggregate) {
        this.#aggregate = aggregate;
        this.draw();
    }

    async #save() {
        try {
            await download(`/v1/metrics/${encodeURIComponent(this.name)}/windows`, {...this.#query(), format: 'csv'},
                `${this.name}.csv`);
        } catch (failure) {
            showProblem(this.#parts.problem, failure.message);
        }
    }

    #drawNow() {
        const [from, to] = [this.#view.from(), this.#view.to()];
        this.#series.prune(from - this.#series.stepMillis);
        this.#drawn = this.#series.lines(this.#aggregate, from, to, this.#view.showTenant);
        const {lines, times, dropped} = this.#drawn;
        const {plot, empty, problem} = this.#parts;
        const isEmpty = lines.length === 0;
        const note = dropped ? `${dropped} more groups are not drawn: ${this.#aggregate} of several groups can’t be `
            + 'added up' : null;
        showProblem(problem, isEmpty ? null : [this.#problem, note].filter(Boolean).join('. '));
        problem.title = problem.textContent;
        plot.classList.toggle('is-empty', isEmpty);
        empty.hidden = !isEmpty || this.#updatedAt === null && !this.#problem;
        empty.classList.toggle('failed', Boolean(this.#problem));
        setText(empty, this.#problem || 'No windows in the time shown');
        this.#drawPlot(lines, times);
        this.#drawLegend(this.#plot?.cursor.idx);
        this.tick();
    }

    #drawPlot(lines, times) {
        const {plot} = this.#parts;
        const width = Math.floor(plot.clientWidth);
        if (width === 0) {
            return;
        }
        const data = plotData(lines, times);
        const shape = JSON.stringify([width, lines.map(each => [each.label, each.slot])]);
        if (shape !== this.#shape) {
            this.#plot?.destroy();
            this.#plot = newPlot(plot, lines, data, width, this.#view, index => this.#drawLegend(index));
            this.#shape = shape;
        } else {
            this.#plot.setData(data, true);
        }
        plot.setAttribute('aria-label', this.#description(lines, times));
    }

    #description(lines, times) {
        const last = this.#lastClosed();
        if (last === null) {
            return `${title(this.name)}, no windows in the time shown`;
        }
        return `${title(this.name)}, ${this.#aggregate} per ${this.#window}, ${timeSpan(times[0], times.at(-1))}. Last `
            + `closed window: ${lines.map(each => `${each.label} ${number(each.closed[last])}`).join(', ')}`;
    }

    #lastClosed() {
        const {times, finalUntil} = this.#drawn;
        const index = times.findLastIndex(time => time <= finalUntil);
        return index < 0 ? null : index;
    }

    /** Values at the cursor, or of the last closed window. */
    #drawLegend(at = null) {
        if (this.#drawn === null) {
            return;
        }
        const {lines, times} = this.#drawn;
        const index = at ?? this.#lastClosed() ?? times.length - 1;
        const value = each => each.closed[index] ?? each.open[index];
        const {legend, figure} = this.#parts;
        const single = lines.length === 1;
        drawLegend(legend, lines, value);
        const sum = single ? value(lines[0]) : isAdditive(this.#aggregate) && lines.length ? lines.reduce(
            (total, each) => total + (value(each) ?? 0), 0) : null;
        const when = lines.length === 0 ? '' : timeSpan(times[index], times[index] + this.#series.stepMillis);
        const isOpen = lines.some(each => each.open[index] !== null);
        figure.replaceChildren(el('strong', {textContent: sum === null ? '' : number(sum)}),
            el('span', {textContent: `${when}${isOpen ? ' (open)' : ''}`}));
    }
}
