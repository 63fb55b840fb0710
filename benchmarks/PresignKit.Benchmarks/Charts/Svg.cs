using System.Globalization;
using System.Net;
using System.Text;

namespace PresignKit.Benchmarks.Charts;

/// <summary>
/// A drawing with its own background, light or dark like the reader's browser. The same calls produce the same bytes, so that charts change
/// only if figures do.
/// </summary>
internal sealed class Svg
{
    private const string Style = """
        <style>
          svg { --paper: #ffffff; --ink: #1f2328; --quiet: #59636e; --line: #d1d9e0; --own: #0969da; --own2: #8250df; --peer: #818b98; }
          @media (prefers-color-scheme: dark) {
            svg { --paper: #0d1117; --ink: #f0f6fc; --quiet: #9198a1; --line: #3d444d; --own: #4493f8; --own2: #ab7df8; --peer: #656c76; }
          }
          text { font: 13px system-ui, sans-serif; fill: var(--ink); }
          .title { font-size: 16px; font-weight: 600; } .quiet { fill: var(--quiet); font-size: 12px; } .end { text-anchor: end; } .middle { text-anchor: middle; }
          .paper { fill: var(--paper); } .grid { stroke: var(--line); } .own { fill: var(--own); } .peer { fill: var(--peer); }
          .curve { fill: none; stroke-width: 2; } .one { stroke: var(--own); } .two { stroke: var(--own2); } .dashed { stroke-dasharray: 5 4; }
        </style>

        """;

    private readonly StringBuilder _content = new();
    private readonly int _width;
    private readonly int _height;

    public Svg(int width, int height) => (_width, _height) = (width, height);

    public void Text(double x, double y, string text, string classes = "") =>
        Add($"""<text x="{x:0.#}" y="{y:0.#}" class="{classes}">{WebUtility.HtmlEncode(text)}</text>""");

    public void Bar(double x, double y, double width, double height, string classes) =>
        Add($"""<rect x="{x:0.#}" y="{y:0.#}" width="{width:0.#}" height="{height:0.#}" rx="2" class="{classes}"/>""");

    public void Line(double x1, double y1, double x2, double y2, string classes = "grid") =>
        Add($"""<line x1="{x1:0.#}" y1="{y1:0.#}" x2="{x2:0.#}" y2="{y2:0.#}" class="{classes}"/>""");

    public void Curve(IEnumerable<(double X, double Y)> points, string classes)
    {
        var text = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.#},{point.Y:0.#}")));
        Add($"""<polyline points="{text}" class="curve {classes}"/>""");
    }

    /// <summary>Returns the whole document.</summary>
    /// <param name="description">What the drawing shows, for screen readers.</param>
    public string ToText(string description) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_width} {_height}" width="{_width}" height="{_height}" role="img">
        <title>{WebUtility.HtmlEncode(description)}</title>
        {Style}<rect width="{_width}" height="{_height}" rx="6" class="paper"/>
        {_content}</svg>

        """);

    private void Add(FormattableString element) => _content.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
