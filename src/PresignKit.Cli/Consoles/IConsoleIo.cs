namespace PresignKit.Cli.Consoles;

/// <summary>The parts of its process that a command uses: streams, the terminal, and the environment.</summary>
internal interface IConsoleIo
{
    TextReader Input { get; }

    /// <summary>Receives results.</summary>
    TextWriter Output { get; }

    /// <summary>Receives errors, progress, and notes.</summary>
    TextWriter Error { get; }

    bool IsOutputTerminal { get; }

    bool IsErrorTerminal { get; }

    /// <summary>The width of the terminal in columns; 0 if there is no terminal.</summary>
    int Width { get; }

    IReadOnlyDictionary<string, string> Environment { get; }
}
