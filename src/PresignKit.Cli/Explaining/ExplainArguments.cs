using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PresignKit.SigV4;

namespace PresignKit.Cli.Explaining;

/// <summary>The arguments of <c>presignkit explain</c>.</summary>
internal sealed class ExplainArguments
{
    public Argument<string> Url { get; } = new("URL")
    {
        Description = "The URL that was refused, with its signature, in single quotes; or - to read it from standard input, which keeps it out of the "
            + "shell's history. For a form, its action.",
    };

    public Option<string> Method { get; } = new("--method", "-X")
    {
        Description = "The HTTP method that was sent.",
        HelpName = "METHOD",
        DefaultValueFactory = _ => "GET",
    };

    public Option<NameValue[]> Header { get; } = Repeated(
        "--header",
        "-H",
        ':',
        "A header that was sent, 'Name: value'. Repeat it for each header that was sent: if at least one is given, all others count as not sent.",
        "'NAME: VALUE'");

    public Option<NameValue[]> Field { get; } = Repeated(
        "--field",
        null,
        '=',
        "A field of the form that was posted, 'name=value'. Repeat it for each field.",
        "NAME=VALUE");

    public Option<long?> BodySize { get; } = new("--body-size")
    {
        Description = "The size of the body, or of the form's file, in bytes.",
        HelpName = "BYTES",
        CustomParser = result => Number(result, 0, long.MaxValue, "--body-size must be a number of bytes, such as 1048576."),
    };

    public Option<int?> Status { get; } = new("--status")
    {
        Description = "The status of the store's answer. Default: taken from --error, or else 403.",
        HelpName = "STATUS",
        CustomParser = result => (int?)Number(result, 300, 599, "--status must be the HTTP status of a refusal, from 300 to 599, such as 403."),
    };

    public Option<bool> NoAnswer { get; } = new("--no-answer") { Description = "No answer could be read, as with a browser's 'Failed to fetch'." };

    public Option<string?> Error { get; }
        = new("--error") { Description = "A file with the body of the store's answer, the error XML; or - for standard input.", HelpName = "FILE" };

    public Option<DateTimeOffset?> Now { get; } = new("--now")
    {
        Description = "When the store answered: its Date header, or a time such as 2026-11-24T17:00:00Z. Default: the current time.",
        HelpName = "TIME",
        CustomParser = result => Time(result),
    };

    public Option<string?> IssuedMethod { get; } = new("--issued-method") { Description = "The method that the URL was signed for.", HelpName = "METHOD" };

    public Option<string?> IssuedUrl { get; }
        = new("--issued-url") { Description = "The URL as it was issued, before pages, shells, and proxies handled it.", HelpName = "URL" };

    public Option<string?> Endpoint { get; } = new("--endpoint")
    {
        Description = "The endpoint that the store is configured with.",
        HelpName = "URL",
        CustomParser = result => Address(result),
    };

    public Option<bool> PathPrefixRemoved { get; } = new("--path-prefix-removed")
    {
        Description = "A proxy removes the path of --endpoint on purpose, so it is not signed (PublicPathPrefix is RemovedByProxy).",
    };

    public Option<string?> Region { get; } = new("--region") { Description = "The bucket's region, if you know it.", HelpName = "REGION" };

    public Option<bool> Prove { get; } = new("--prove")
    {
        Description = "Prove the cause by recomputing the signature with AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN) from the environment. "
            + "Nothing is sent, and the secret is not printed.",
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Print the findings as JSON." };

    public IEnumerable<Option> Options =>
        [Method, Header, Field, BodySize, Status, NoAnswer, Error, Now, IssuedMethod, IssuedUrl, Endpoint, PathPrefixRemoved, Region, Prove, Json];

    private static Option<NameValue[]> Repeated(
        string name,
        string? alias,
        char separator,
        string description,
        string help) => new(name, alias is null ? [] : [alias])
    {
        Description = description,
        HelpName = help,
        AllowMultipleArgumentsPerToken = false,
        Arity = ArgumentArity.ZeroOrMore,
        CustomParser = result => Pairs(result, name, separator),
    };

    // The value is not repeated: it may be an Authorization header or part of a signature.
    private static NameValue[] Pairs(ArgumentResult result, string name, char separator)
    {
        var pairs = new List<NameValue>();
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            if (text.Split(separator, 2) is [var key, var value] && key.Trim().Length > 0)
            {
                pairs.Add(new(key.Trim(), separator == ':' ? value.Trim() : value));
            }
            else
            {
                result.AddError($"{name} takes a name and a value separated by '{separator}', but value {pairs.Count + 1} lacks the separator or the name.");
            }
        }

        return [.. pairs];
    }

    private static long? Number(ArgumentResult result, long smallest, long largest, string message)
    {
        if (long.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= smallest && number <= largest)
        {
            return number;
        }

        result.AddError(message);
        return null;
    }

    private static string? Address(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.Host.Length > 0)
        {
            return text;
        }

        result.AddError("--endpoint must be a URL that begins with https:// or http://, such as https://s3.example.com.");
        return null;
    }

    private static DateTimeOffset? Time(ArgumentResult result)
    {
        if (DateTimeOffset.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        result.AddError("--now must be a time such as 2026-11-24T17:00:00Z, or a Date header's value such as 'Tue, 24 Nov 2026 17:00:00 GMT'.");
        return null;
    }
}
