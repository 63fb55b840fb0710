namespace PresignKit.Cli.Errors;

/// <summary>What keeps a command from its work: a stable code and one sentence that says what to change.</summary>
internal sealed class CommandException(int exitCode, string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode => exitCode;

    public string Code => code;
}
