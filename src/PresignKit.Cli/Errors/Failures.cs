using Microsoft.Extensions.Options;

namespace PresignKit.Cli.Errors;

/// <summary>Turns any exception into a code, a one-sentence message, and an exit code; never a stack trace.</summary>
internal static class Failures
{
    public static CommandException Read(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        CommandException command => command,
        OperationCanceledException when cancellationToken.IsCancellationRequested =>
            new(ExitCodes.Interrupted, CommandCodes.Interrupted, "Stopped.", exception),
        OptionsValidationException invalid => new(ExitCodes.Usage, CommandCodes.SettingsInvalid, Sentences(invalid), invalid),
        StoreException store => new(ExitCodes.Store, store.Code, store.Message, store),
        NotSupportedException or ArgumentException => new(ExitCodes.Usage, CommandCodes.SettingsInvalid, FirstLine(exception.Message), exception),
        _ => new(
            ExitCodes.Defect,
            CommandCodes.Defect,
            $"{exception.GetType().Name}: {FirstLine(exception.Message)} This is an internal error; please report it.", exception),
    };

    private static string Sentences(OptionsValidationException invalid)
        => string.Join(" ", invalid.Failures).Replace($"{Environment.NewLine}  - ", " ", StringComparison.Ordinal);

    /// <summary>The message without the parameter name that the runtime appends.</summary>
    private static string FirstLine(string message)
    {
        var line = message.Split('\n', 2)[0].TrimEnd('\r');
        var parameter = line.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return parameter < 0 ? line : line[..parameter];
    }
}
