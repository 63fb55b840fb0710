using PresignKit.Cli.Consoles;

namespace PresignKit.Cli.Output;

/// <summary>Colors by meaning; none if the output is not a terminal, or with <c>--no-color</c>, <c>NO_COLOR</c>, or <c>TERM=dumb</c>.</summary>
/// <remarks>https://no-color.org: any value except an empty one.</remarks>
internal sealed class Palette(bool isColored)
{
    public static Palette Of(IConsoleIo console, bool isUnwanted) => new(
        !isUnwanted && console.IsOutputTerminal
        && console.Environment.GetValueOrDefault("NO_COLOR", "").Length == 0
        && console.Environment.GetValueOrDefault("TERM", "") != "dumb");

    public string Good(string text) => Paint(32, text);

    public string Bad(string text) => Paint(31, text);

    public string Doubtful(string text) => Paint(33, text);

    public string Faint(string text) => Paint(2, text);

    public string Strong(string text) => Paint(1, text);

    private string Paint(int code, string text) => isColored ? $"\e[{code}m{text}\e[0m" : text;
}
