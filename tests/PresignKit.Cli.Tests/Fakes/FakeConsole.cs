using PresignKit.Cli.Consoles;

namespace PresignKit.Cli.Tests.Fakes;

/// <summary>A console that records what is printed, with its own environment.</summary>
#pragma warning disable CA1001 // A StringWriter holds nothing that must be released.
internal sealed class FakeConsole : IConsoleIo
#pragma warning restore CA1001
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly ErrorWriter _error;

    public FakeConsole() => _error = new(this) { NewLine = "\n" };

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal) { ["AWS_REGION"] = "us-east-1" };

    public string Typed { get; init; } = "";

    public bool IsTerminal { get; init; }

    /// <summary>Called for every line of errors and progress as it is printed.</summary>
    public Action<string>? Written { get; set; }

    public string Printed => _output.ToString();

    public string Errors => _error.ToString();

    /// <summary>Both streams. Neither may contain a secret.</summary>
    public string Everything => Printed + Errors;

    public TextReader Input => new StringReader(Typed);

    public TextWriter Output => _output;

    public TextWriter Error => _error;

    public bool IsOutputTerminal => IsTerminal;

    public bool IsErrorTerminal => IsTerminal;

    public int Width => IsTerminal ? 120 : 0;

    public IReadOnlyDictionary<string, string> Environment => Variables;

    private sealed class ErrorWriter(FakeConsole console) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            console.Written?.Invoke(value ?? "");
        }
    }
}
