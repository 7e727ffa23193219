"""Bars as SVG, one for each task, on a logarithmic scale, with the bar to pass marked; for light and dark."""

import math
from html import escape

STYLE = """
text { font: 13px system-ui, sans-serif; fill: #24292f }
.title { font-size: 15px; font-weight: 600 }
.note, .tick { fill: #57606a; font-size: 11px }
.bar { fill: #2da44e } .short { fill: #bf8700 }
.line { stroke: #d0d7de } .one { stroke: #57606a } .goal { stroke: #cf222e; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .note, .tick { fill: #9198a1 }
  .bar { fill: #3fb950 } .short { fill: #d29922 }
  .line { stroke: #3d444d } .one { stroke: #9198a1 } .goal { stroke: #f85149 }
}
"""

LEFT, WIDTH, ROW, TOP = 350, 470, 28, 62


def bars(title, values):
    """Returns an SVG of (label, ratio, goal) rows."""
    least = min(0.5, *(max(0.1, ratio) for _, ratio, _ in values))
    most = max(max(ratio, goal) for _, ratio, goal in values) * 1.3
    low, high = math.log(least), math.log(most)

    def x(value):
        return LEFT + WIDTH * (math.log(max(value, least)) - low) / (high - low)

    height = TOP + ROW * len(values) + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 70} {height}" role="img">',
        f"<title>{escape(title)}</title><style>{STYLE}</style>",
        f'<text class="title" x="10" y="24">{escape(title)}</text>',
        '<text class="note" x="10" y="43">CPU time; longer is better; the scale is '
        "logarithmic; the red mark is the bar to pass</text>",
    ]
    bottom = TOP + ROW * len(values)
    for tick in (1, 2, 5, 10, 20, 50, 100, 200, 500):
        if least <= tick <= most:
            kind = "one" if tick == 1 else "line"
            parts.append(f'<line class="{kind}" x1="{x(tick):.1f}" x2="{x(tick):.1f}" y1="{TOP}" y2="{bottom}"/>')
            parts.append(f'<text class="tick" x="{x(tick):.1f}" y="{bottom + 16}" text-anchor="middle">{tick}×</text>')
    for index, (label, ratio, goal) in enumerate(values):
        y = TOP + ROW * index
        kind = "bar" if ratio >= goal else "short"
        parts.append(f'<text x="{LEFT - 10}" y="{y + 19}" text-anchor="end">{escape(label)}</text>')
        width = max(1, x(ratio) - LEFT)
        parts.append(f'<rect class="{kind}" x="{LEFT}" y="{y + 5}" width="{width:.1f}" height="18" rx="2"/>')
        parts.append(f'<line class="goal" x1="{x(goal):.1f}" x2="{x(goal):.1f}" y1="{y + 2}" y2="{y + 26}"/>')
        # Behind the mark where it would stand on it.
        behind = goal if 0 < x(goal) - x(ratio) < 45 else ratio
        parts.append(f'<text x="{x(behind) + 6:.1f}" y="{y + 19}">{ratio:.3g}×</text>')
    parts.append("</svg>\n")
    return "\n".join(parts)
