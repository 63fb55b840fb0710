namespace PresignKit.Cli.Errors;

/// <summary>A failure of a command, with a stable code and a one-sentence message that says what to change.</summary>
internal sealed class CommandException(int exitCode, string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode => exitCode;

    public string Code => code;
}
