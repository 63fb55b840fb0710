using Microsoft.Extensions.Configuration;
using PresignKit.Cli.Consoles;

namespace PresignKit.Cli.Output;

/// <summary>Everything that a command prints goes through here: results, notes and errors, each redacted.</summary>
internal sealed class Screen(IConsoleIo console, Redactor redactor, Palette palette)
{
    public IConsoleIo Console => console;

    /// <summary>The colours of results.</summary>
    public Palette Palette => palette;

    /// <summary>Learns which secrets a configuration holds, before anything is made of it.</summary>
    public void Hide(IConfiguration configuration) => redactor.Learn(configuration);

    /// <summary>A line of the result, on standard output.</summary>
    public void Result(string line = "") => console.Output.WriteLine(redactor.Clean(line));

    /// <summary>A note to whoever watches, on standard error.</summary>
    public void Note(string line) => console.Error.WriteLine(redactor.Clean(line));

    /// <summary>A note without the end of its line.</summary>
    public void NotePart(string text)
    {
        console.Error.Write(redactor.Clean(text));
        console.Error.Flush();
    }

    /// <summary>An error: the tool's name, a stable code and a sentence, on one line.</summary>
    public void Error(string code, string message) => Note($"presignkit: {code}: {message.ReplaceLineEndings(" ")}");
}
