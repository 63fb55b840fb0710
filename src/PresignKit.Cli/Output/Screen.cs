using Microsoft.Extensions.Configuration;
using PresignKit.Cli.Consoles;

namespace PresignKit.Cli.Output;

/// <summary>Prints everything: results, notes, and errors, each redacted.</summary>
internal sealed class Screen(IConsoleIo console, Redactor redactor, Palette palette)
{
    public IConsoleIo Console => console;

    /// <summary>The colors of results.</summary>
    public Palette Palette => palette;

    /// <summary>Registers the secrets in a configuration, before it is used.</summary>
    public void Hide(IConfiguration configuration) => redactor.Learn(configuration);

    /// <summary>A line of the result, on standard output.</summary>
    public void Result(string line = "") => console.Output.WriteLine(redactor.Clean(line));

    /// <summary>A note on standard error.</summary>
    public void Note(string line) => console.Error.WriteLine(redactor.Clean(line));

    /// <summary>A note without a line break.</summary>
    public void NotePart(string text)
    {
        console.Error.Write(redactor.Clean(text));
        console.Error.Flush();
    }

    /// <summary>An error: the tool's name, a stable code, and a message, on one line.</summary>
    public void Error(string code, string message) => Note($"presignkit: {code}: {message.ReplaceLineEndings(" ")}");
}
