using System.CommandLine;
using PresignKit.Cli.Consoles;
using PresignKit.Cli.Errors;
using PresignKit.Explaining;
using PresignKit.SigV4;

namespace PresignKit.Cli.Explaining;

/// <summary>Reads the refusal from the command line.</summary>
internal sealed class RefusalReader(ParseResult parsed, ExplainArguments arguments, IConsoleIo console)
{
    private const string StandardInput = "-";

    /// <summary>The status of nearly every refusal of a signed request, assumed if none is given.</summary>
    private const int Forbidden = 403;

    /// <summary>More than the explainer reads, so that it says that the text is too long; whatever follows is not read.</summary>
    private const int MostCharacters = 100_000;

    public async Task<S3Refusal> ReadAsync(CancellationToken cancellationToken)
    {
        var (url, error) = (parsed.GetRequiredValue(arguments.Url), parsed.GetValue(arguments.Error));
        if (url == StandardInput && error == StandardInput)
        {
            throw new CommandException(
                ExitCodes.Usage,
                CommandCodes.Usage,
                "Standard input cannot supply both the URL and the answer. Pass the URL as an argument, or the answer as a file.");
        }

        if (url == StandardInput)
        {
            url = (await BeginningAsync(console.Input, cancellationToken).ConfigureAwait(false)).Trim();
        }

        if (string.IsNullOrWhiteSpace(url))
        {
            throw new CommandException(ExitCodes.Usage, CommandCodes.Usage, "The URL is empty. Pass it in single quotes, or on standard input.");
        }

        return new()
        {
            Method = parsed.GetRequiredValue(arguments.Method).ToUpperInvariant(),
            Url = url,
            Headers = ValuesOrNull(arguments.Header),
            FormFields = ValuesOrNull(arguments.Field),
            BodySize = parsed.GetValue(arguments.BodySize),
            Status = parsed.GetValue(arguments.Status) ?? (error is null && !parsed.GetValue(arguments.NoAnswer) ? Forbidden : null),
            ErrorXml = error is null ? null : await AnswerAsync(error, cancellationToken).ConfigureAwait(false),
            AnsweredAt = parsed.GetValue(arguments.Now),
            IssuedMethod = parsed.GetValue(arguments.IssuedMethod)?.ToUpperInvariant(),
            IssuedUrl = parsed.GetValue(arguments.IssuedUrl),
            Endpoint = parsed.GetValue(arguments.Endpoint),
            PublicPathPrefix = PathPrefix(),
            Region = parsed.GetValue(arguments.Region),
            Credentials = parsed.GetValue(arguments.Prove) ? ProofCredentials.Read(url, console.Environment) : null,
        };
    }

    private static async Task<string> BeginningAsync(TextReader reader, CancellationToken cancellationToken)
    {
        var text = new char[MostCharacters];
        var length = await reader.ReadBlockAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
        return new(text, 0, length);
    }

    private PathPrefixRule PathPrefix()
    {
        if (!parsed.GetValue(arguments.PathPrefixRemoved))
        {
            return PathPrefixRule.PassedOn;
        }

        if (Uri.TryCreate(parsed.GetValue(arguments.Endpoint), UriKind.Absolute, out var endpoint) && endpoint.AbsolutePath.Trim('/').Length > 0)
        {
            return PathPrefixRule.RemovedByProxy;
        }

        throw new CommandException(
            ExitCodes.Usage,
            CommandCodes.Usage,
            "--path-prefix-removed requires the public endpoint with the path that the proxy removes, such as --endpoint https://files.example.com/storage.");
    }

    private NameValue[]? ValuesOrNull(Option<NameValue[]> option) => parsed.GetValue(option) is { Length: > 0 } pairs ? pairs : null;

    private async Task<string> AnswerAsync(string file, CancellationToken cancellationToken)
    {
        if (file == StandardInput)
        {
            return await BeginningAsync(console.Input, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            using var reader = new StreamReader(file);
            return await BeginningAsync(reader, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCodes.Usage,
                CommandCodes.FileNotReadable,
                $"The --error file '{file}' cannot be read: {(File.Exists(file) ? "it cannot be opened" : "it does not exist")}.",
                exception);
        }
    }
}
