using System.Text.Json;
using Microsoft.Extensions.Configuration;
using PresignKit.Cli.Errors;

namespace PresignKit.Cli.Setup;

/// <summary>The application's configuration, loaded as its host does: files in order, then the environment.</summary>
internal static class ApplicationSettings
{
    public static IConfiguration Read(IEnumerable<string> files, IReadOnlyDictionary<string, string> environment)
    {
        var builder = new ConfigurationBuilder();
        foreach (var file in files)
        {
            builder.AddInMemoryCollection(ReadFile(file));
        }

        return builder.AddInMemoryCollection(environment.Select(OfVariable)).Build();
    }

    // Variable names cannot contain colons on every platform, so two underscores replace them.
    private static KeyValuePair<string, string?> OfVariable(KeyValuePair<string, string> variable) =>
        new(variable.Key.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), variable.Value);

    private static IEnumerable<KeyValuePair<string, string?>> ReadFile(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return new ConfigurationBuilder().AddJsonStream(stream).Build().AsEnumerable();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCodes.Usage,
                CommandCodes.FileNotReadable,
                $"The configuration '{file}' cannot be read: {(File.Exists(file) ? "it cannot be opened" : "it does not exist")}. "
                    + "Pass the application's file with --config FILE.",
                exception);
        }
        catch (JsonException exception)
        {
            // The parser's message quotes the file's content.
            throw Invalid(file, $"the error is on line {exception.LineNumber + 1}", exception);
        }
        catch (FormatException exception)
        {
            throw Invalid(file, "it is not an object, or contains a setting twice", exception);
        }
    }

    private static CommandException Invalid(string file, string why, Exception exception) =>
        new(ExitCodes.Usage, CommandCodes.ConfigurationInvalid, $"The configuration '{file}' is not a valid JSON settings file: {why}.", exception);
}
