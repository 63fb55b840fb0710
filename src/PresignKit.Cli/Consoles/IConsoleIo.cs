namespace PresignKit.Cli.Consoles;

/// <summary>All that a command knows of the process it runs in: streams, the terminal, and the environment.</summary>
internal interface IConsoleIo
{
    TextReader Input { get; }

    /// <summary>Results.</summary>
    TextWriter Output { get; }

    /// <summary>Errors, progress and notes.</summary>
    TextWriter Error { get; }

    bool IsOutputTerminal { get; }

    bool IsErrorTerminal { get; }

    /// <summary>How many columns the terminal has; 0 where there is none.</summary>
    int Width { get; }

    IReadOnlyDictionary<string, string> Environment { get; }
}
