namespace PresignKit.Cli.Consoles;

/// <summary>What a command uses of its process: streams, the terminal, and the environment.</summary>
internal interface IConsoleIo
{
    TextReader Input { get; }

    /// <summary>Results.</summary>
    TextWriter Output { get; }

    /// <summary>Errors, progress, and notes.</summary>
    TextWriter Error { get; }

    bool IsOutputTerminal { get; }

    bool IsErrorTerminal { get; }

    /// <summary>The number of columns of the terminal; 0 if there is none.</summary>
    int Width { get; }

    IReadOnlyDictionary<string, string> Environment { get; }
}
