using System.Collections;

namespace PresignKit.Cli.Consoles;

/// <summary>The process's own console and environment.</summary>
internal sealed class SystemConsole : IConsoleIo
{
    public TextReader Input => Console.In;

    public TextWriter Output => Console.Out;

    public TextWriter Error => Console.Error;

    public bool IsOutputTerminal => !Console.IsOutputRedirected;

    public bool IsErrorTerminal => !Console.IsErrorRedirected;

    public int Width => IsOutputTerminal ? Console.WindowWidth : 0;

    public IReadOnlyDictionary<string, string> Environment { get; } = Read();

    private static Dictionary<string, string> Read()
    {
        // Names of variables are not case-sensitive on Windows.
        var all = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
        {
            all[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        return all;
    }
}
