/** Small ways to build and change the page. Texts are always set as text, never as markup. */

/** The element of that id. */
export const byId = id => document.getElementById(id);

/** A new element. Properties are set as properties, `data-…`, `aria-…`, `role` and the like as attributes. */
export function el(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
        if (value === null || value === undefined) {
            continue;
        }
        if (name in element && !name.includes('-')) {
            element[name] = value;
        } else {
            element.setAttribute(name, value);
        }
    }
    element.append(...children.filter(child => child !== null && child !== undefined));
    return element;
}

/** A `<time>` whose text says how long ago that was and is kept current by `refreshTimes`. */
export function ago(instant) {
    const date = new Date(instant);
    return el('time', {dateTime: date.toISOString(), title: date.toLocaleString(), className: 'ago',
        textContent: relative(date)});
}

/** Brings all relative times of the page up to date. */
export function refreshTimes() {
    for (const time of document.querySelectorAll('time.ago')) {
        setText(time, relative(new Date(time.dateTime)));
    }
}

/** Sets a text only when it changes, so that nothing is drawn or announced for nothing. */
export function setText(element, text) {
    if (element.textContent !== text) {
        element.textContent = text;
    }
}

/** Shows the problem of a panel, or hides it when there is none. */
export function showProblem(element, text) {
    setText(element, text ?? '');
    element.hidden = !text;
}

function relative(date) {
    return relativeAge(Date.now() - date.getTime(), date);
}

function relativeAge(millis, date) {
    const seconds = Math.round(millis / 1000);
    if (seconds < -5) {
        return date.toLocaleString();
    }
    if (seconds < 60) {
        return `${Math.max(0, seconds)} s ago`;
    }
    if (seconds < 3600) {
        return `${Math.floor(seconds / 60)} min ago`;
    }
    if (seconds < 86400) {
        return `${Math.floor(seconds / 3600)} h ago`;
    }
    return date.toLocaleDateString(undefined, {year: 'numeric', month: 'short', day: 'numeric'});
}
